import type { DotsFlowsMessages } from './messages.ts';

/** Portuguese as spoken in Brazil. @public */
export const ptBR: DotsFlowsMessages = {
  locale: 'pt-BR',
  direction: 'ltr',
  frame: {
    loading: 'Carregando a página segura',
    slow: {
      title: 'Está demorando mais que o normal',
      body: 'Sua conexão ou uma extensão do navegador pode estar segurando a página. Nada foi perdido.',
    },
    error: {
      title: 'Não foi possível abrir a página',
      body: 'Nada foi perdido. Se isso continuar, volte mais tarde.',
    },
    tryAgain: 'Tentar de novo',
    openInNewTab: 'Abrir em uma nova aba',
    showAnyway: 'Mostrar a página mesmo assim',
    linkAging: 'Para sua segurança, a sessão desta página vai terminar em breve.',
    renewLink: 'Renovar agora',
    stepTitles: {
      'sign-in': 'Entrar na Dots',
      compliance: 'Dados fiscais',
      'id-verification': 'Verificação de identidade',
      'background-check': 'Verificação de antecedentes',
      'manage-payouts': 'Formas de recebimento',
      'manage-payments': 'Conta bancária',
      payout: 'Sacar seu dinheiro',
      redirect: 'Saindo da Dots',
      'pdf-form-fill': 'Formulário para preencher',
    },
    flowTitle: 'Página segura da Dots',
  },
  dialog: {
    close: 'Fechar',
    confirm: {
      title: 'Sair antes de terminar?',
      body: 'O que você digitou nesta página pode se perder. As etapas concluídas estão salvas.',
    },
    stay: 'Ficar aqui',
    leave: 'Sair',
  },
  payout: {
    title: 'Seu pagamento',
    amountLabel: 'Valor',
    progressLabel: 'Andamento',
    steps: { verify: 'Verificar', receive: 'Receber', withdraw: 'Sacar' },
    stepDone: 'concluído',
    stepAnnouncement: 'Etapa {number} de {count}: {step}',
    loading: 'Carregando seu pagamento',
    onboardingTitle: 'Verifique seus dados',
    withdrawingTitle: 'Saque seu dinheiro: enviamos {amount} para seu saldo na Dots',
    verifying: {
      title: 'Conferindo seus dados',
      body: 'Costuma levar alguns segundos. Você pode fechar esta página: nós continuamos.',
    },
    confirming: {
      title: 'Confirmando seu saque',
      body: 'Costuma levar alguns segundos. Você pode fechar esta página: seu saque já está com a Dots.',
    },
    stillVerifying: 'Está demorando mais que o normal. Ainda falta preencher algo?',
    backToForm: 'Voltar ao formulário',
    transferring: {
      title: 'Enviando {amount} para seu saldo na Dots',
      body: 'Pode levar um ou dois minutos. Você pode fechar esta página: nós continuamos.',
    },
    transferPending:
      'A transferência está a caminho e pode demorar um pouco. Você pode fechar esta página: nós continuamos.',
    held: {
      'transfer-flagged': {
        title: 'Seu pagamento está em análise',
        body: 'A Dots está conferindo um detalhe antes de liberar o dinheiro. Você não precisa fazer nada; mostraremos aqui assim que terminar.',
      },
      'payee-in-review': {
        title: 'Sua conta está em análise',
        body: 'Seus dados estão sendo conferidos antes do envio do dinheiro. Você não precisa fazer nada; mostraremos aqui assim que terminar.',
      },
      'not-eligible': {
        title: 'Este pagamento ainda não pode ser enviado',
        body: 'Sua conta não pode receber pagamentos no momento. Nenhum dinheiro foi movimentado. Fale conosco e resolveremos.',
      },
      'needs-operator': {
        title: 'Estamos analisando seu pagamento',
        body: 'Alguém da nossa equipe precisa conferir algo antes. Nada foi perdido e você não precisa fazer nada.',
      },
    },
    failed: {
      'transfer-failed': { title: 'A transferência não foi concluída', body: 'Nenhum dinheiro foi movimentado.' },
      'transfer-canceled': { title: 'A transferência foi cancelada', body: 'Nenhum dinheiro foi movimentado.' },
      'transfer-refused': {
        title: 'Não foi possível fazer a transferência',
        body: 'A Dots não a aceitou. Nenhum dinheiro foi movimentado.',
      },
      'transfer-reversed': {
        title: 'A transferência foi estornada',
        body: 'O dinheiro chegou ao seu saldo na Dots e depois foi devolvido.',
      },
      'payout-cancelled': {
        title: 'Este pagamento foi cancelado',
        body: 'Ele foi interrompido antes de qualquer envio de dinheiro.',
      },
    },
    canRetry: 'Você pode tentar de novo agora ou mais tarde: seus dados estão salvos.',
    cannotRetry: 'Não é possível tentar de novo aqui. Fale conosco se tiver alguma dúvida.',
    completed: {
      title: 'Você recebeu {amount}',
      body: 'Seu saque está com a Dots. O prazo depende da forma que você escolheu, e o que você não sacou continua no seu saldo na Dots.',
    },
    notFound: {
      title: 'Não encontramos este pagamento',
      body: 'O link pode estar desatualizado, ou o pagamento pertence a outra conta.',
    },
    signedOut: {
      title: 'Entre novamente',
      body: 'Sua sessão terminou. Entre e volte: nada foi perdido.',
    },
    offline: {
      title: 'Não conseguimos falar com o servidor',
      body: 'Confira sua conexão. Nada foi perdido: continuaremos de onde você parou.',
    },
    error: {
      title: 'Algo deu errado',
      body: 'O problema é nosso. Nada foi perdido e nada é pago duas vezes. Tente de novo ou volte mais tarde.',
    },
    outOfDate: 'Sem conexão: isto pode estar desatualizado.',
    tryAgain: 'Tentar de novo',
    getHelp: 'Obter ajuda',
    done: 'Pronto',
    footer: 'Pagamentos pela Dots. Seus dados ficam com a Dots.',
  },
};
