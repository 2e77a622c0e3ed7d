import type { DotsFlowsMessages } from './messages.ts';

/** Spanish. @public */
export const es: DotsFlowsMessages = {
  locale: 'es',
  direction: 'ltr',
  frame: {
    loading: 'Cargando la página segura',
    slow: {
      title: 'Está tardando más de lo habitual',
      body: 'Puede que tu conexión o una extensión del navegador estén frenando la página. No se ha perdido nada.',
    },
    error: {
      title: 'No se ha podido abrir la página',
      body: 'No se ha perdido nada. Si sigue pasando, vuelve más tarde.',
    },
    tryAgain: 'Intentar de nuevo',
    openInNewTab: 'Abrir en una pestaña nueva',
    showAnyway: 'Mostrar la página de todos modos',
    linkAging: 'Por tu seguridad, la sesión de esta página se cerrará pronto.',
    renewLink: 'Renovarla ahora',
    stepTitles: {
      'sign-in': 'Iniciar sesión en Dots',
      compliance: 'Datos fiscales',
      'id-verification': 'Verificación de identidad',
      'background-check': 'Comprobación de antecedentes',
      'manage-payouts': 'Métodos de cobro',
      'manage-payments': 'Cuenta bancaria',
      payout: 'Retirar tu dinero',
      redirect: 'Saliendo de Dots',
      'pdf-form-fill': 'Formulario para rellenar',
    },
    flowTitle: 'Página segura de Dots',
  },
  dialog: {
    close: 'Cerrar',
    confirm: {
      title: '¿Salir sin haber terminado?',
      body: 'Lo que hayas escrito en esta página puede perderse. Los pasos terminados están guardados.',
    },
    stay: 'Quedarme aquí',
    leave: 'Salir',
  },
  payout: {
    title: 'Tu pago',
    amountLabel: 'Importe',
    progressLabel: 'Progreso',
    steps: { verify: 'Verificar', receive: 'Recibir', withdraw: 'Retirar' },
    stepDone: 'hecho',
    stepAnnouncement: 'Paso {number} de {count}: {step}',
    loading: 'Cargando tu pago',
    onboardingTitle: 'Verifica tus datos',
    withdrawingTitle: 'Retira tu dinero: hemos enviado {amount} a tu saldo de Dots',
    verifying: {
      title: 'Comprobando tus datos',
      body: 'Suele tardar unos segundos. Puedes cerrar esta página: nosotros seguimos.',
    },
    confirming: {
      title: 'Confirmando tu retirada',
      body: 'Suele tardar unos segundos. Puedes cerrar esta página: Dots ya tiene tu retirada.',
    },
    stillVerifying: 'Está tardando más de lo habitual. ¿Queda algo por rellenar?',
    backToForm: 'Volver al formulario',
    transferring: {
      title: 'Enviando {amount} a tu saldo de Dots',
      body: 'Puede tardar uno o dos minutos. Puedes cerrar esta página: nosotros seguimos.',
    },
    transferPending:
      'La transferencia está en camino y puede tardar un poco. Puedes cerrar esta página: nosotros seguimos.',
    held: {
      'transfer-flagged': {
        title: 'Tu pago está en revisión',
        body: 'Dots está comprobando un dato antes de liberar el dinero. No tienes que hacer nada; lo mostraremos aquí en cuanto termine.',
      },
      'payee-in-review': {
        title: 'Tu cuenta está en revisión',
        body: 'Se están comprobando tus datos antes de enviar el dinero. No tienes que hacer nada; lo mostraremos aquí en cuanto termine.',
      },
      'not-eligible': {
        title: 'Este pago aún no se puede enviar',
        body: 'Tu cuenta no puede recibir pagos en este momento. No se ha movido dinero. Escríbenos y lo resolveremos.',
      },
      'needs-operator': {
        title: 'Estamos revisando tu pago',
        body: 'Una persona de nuestro equipo tiene que comprobar algo antes. No se ha perdido nada y no tienes que hacer nada.',
      },
    },
    failed: {
      'transfer-failed': { title: 'La transferencia no se ha completado', body: 'No se ha movido dinero.' },
      'transfer-canceled': { title: 'La transferencia se ha cancelado', body: 'No se ha movido dinero.' },
      'transfer-refused': {
        title: 'No se ha podido hacer la transferencia',
        body: 'Dots no la ha aceptado. No se ha movido dinero.',
      },
      'transfer-reversed': {
        title: 'La transferencia se ha devuelto',
        body: 'El dinero llegó a tu saldo de Dots y después se devolvió.',
      },
      'payout-cancelled': {
        title: 'Este pago se ha cancelado',
        body: 'Se detuvo antes de enviar dinero.',
      },
    },
    canRetry: 'Puedes intentarlo de nuevo ahora o más tarde: tus datos están guardados.',
    cannotRetry: 'Aquí no se puede volver a intentar. Escríbenos si tienes alguna duda.',
    completed: {
      title: 'Has cobrado {amount}',
      body: 'Dots ya tiene tu retirada. Cuándo llega depende del método que hayas elegido, y lo que no hayas retirado sigue en tu saldo de Dots.',
    },
    notFound: {
      title: 'No hemos encontrado este pago',
      body: 'Puede que el enlace ya no sirva o que el pago sea de otra cuenta.',
    },
    signedOut: {
      title: 'Vuelve a iniciar sesión',
      body: 'Tu sesión ha terminado. Inicia sesión y vuelve: no se ha perdido nada.',
    },
    offline: {
      title: 'No podemos conectar con el servidor',
      body: 'Comprueba tu conexión. No se ha perdido nada: seguiremos donde lo dejaste.',
    },
    error: {
      title: 'Algo ha fallado',
      body: 'Es cosa nuestra. No se ha perdido nada y nada se paga dos veces. Inténtalo de nuevo o vuelve más tarde.',
    },
    outOfDate: 'Sin conexión: puede que esto no esté al día.',
    tryAgain: 'Intentar de nuevo',
    getHelp: 'Obtener ayuda',
    done: 'Listo',
    footer: 'Pagos gestionados por Dots. Tus datos se quedan en Dots.',
  },
};
