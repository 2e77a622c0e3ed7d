import type { DotsFlowsMessages } from './messages.ts';

/** French. @public */
export const fr: DotsFlowsMessages = {
  locale: 'fr',
  direction: 'ltr',
  frame: {
    loading: 'Chargement de la page sécurisée',
    slow: {
      title: 'C’est plus long que d’habitude',
      body: 'Votre connexion ou une extension du navigateur retient peut-être la page. Rien n’est perdu.',
    },
    error: {
      title: 'La page n’a pas pu s’ouvrir',
      body: 'Rien n’est perdu. Si cela persiste, revenez plus tard.',
    },
    tryAgain: 'Réessayer',
    openInNewTab: 'Ouvrir dans un nouvel onglet',
    showAnyway: 'Afficher quand même la page',
    linkAging: 'Pour votre sécurité, cette page va bientôt vous déconnecter.',
    renewLink: 'L’actualiser',
    stepTitles: {
      'sign-in': 'Se connecter à Dots',
      compliance: 'Informations fiscales',
      'id-verification': 'Vérification d’identité',
      'background-check': 'Vérification des antécédents',
      'manage-payouts': 'Moyens de versement',
      'manage-payments': 'Compte bancaire',
      payout: 'Retirer votre argent',
      redirect: 'Vous quittez Dots',
      'pdf-form-fill': 'Formulaire à remplir',
    },
    flowTitle: 'Page sécurisée de Dots',
  },
  dialog: {
    close: 'Fermer',
    confirm: {
      title: 'Quitter avant d’avoir terminé\u202f?',
      body: 'Ce que vous avez saisi sur cette page peut être perdu. Les étapes terminées sont enregistrées.',
    },
    stay: 'Rester ici',
    leave: 'Quitter',
  },
  payout: {
    title: 'Votre versement',
    amountLabel: 'Montant',
    progressLabel: 'Avancement',
    steps: { verify: 'Vérifier', receive: 'Recevoir', withdraw: 'Retirer' },
    stepDone: 'terminé',
    stepAnnouncement: 'Étape {number} sur {count}\u00a0: {step}',
    loading: 'Chargement de votre versement',
    onboardingTitle: 'Vérifiez vos informations',
    withdrawingTitle: 'Retirez votre argent\u00a0: nous avons envoyé {amount} sur votre solde Dots',
    verifying: {
      title: 'Vérification de vos informations',
      body: 'Cela prend en général quelques secondes. Vous pouvez fermer cette page\u00a0: nous continuons.',
    },
    confirming: {
      title: 'Confirmation de votre retrait',
      body: 'Cela prend en général quelques secondes. Vous pouvez fermer cette page\u00a0: Dots a bien reçu votre demande de retrait.',
    },
    stillVerifying: 'C’est plus long que d’habitude. Reste-t-il quelque chose à remplir\u202f?',
    backToForm: 'Revenir au formulaire',
    transferring: {
      title: 'Envoi de {amount} sur votre solde Dots',
      body: 'Cela peut prendre une minute ou deux. Vous pouvez fermer cette page\u00a0: nous continuons.',
    },
    transferPending:
      'Le transfert est en route et peut prendre un moment. Vous pouvez fermer cette page\u00a0: nous continuons.',
    held: {
      'transfer-flagged': {
        title: 'Votre versement est en cours d’examen',
        body: 'Dots vérifie un détail avant de libérer l’argent. Vous n’avez rien à faire\u202f; nous l’afficherons ici dès que c’est fini.',
      },
      'payee-in-review': {
        title: 'Votre compte est en cours d’examen',
        body: 'Vos informations sont vérifiées avant l’envoi de l’argent. Vous n’avez rien à faire\u202f; nous l’afficherons ici dès que c’est fini.',
      },
      'not-eligible': {
        title: 'Ce versement ne peut pas encore être envoyé',
        body: 'Votre compte ne peut pas recevoir de versements pour le moment. Aucun argent n’a été transféré. Contactez-nous, nous réglerons cela.',
      },
      'needs-operator': {
        title: 'Nous examinons votre versement',
        body: 'Une personne de notre équipe doit d’abord vérifier quelque chose. Rien n’est perdu et vous n’avez rien à faire.',
      },
    },
    failed: {
      'transfer-failed': { title: 'Le transfert n’a pas abouti', body: 'Aucun argent n’a été transféré.' },
      'transfer-canceled': { title: 'Le transfert a été annulé', body: 'Aucun argent n’a été transféré.' },
      'transfer-refused': {
        title: 'Le transfert n’a pas pu être effectué',
        body: 'Dots ne l’a pas accepté. Aucun argent n’a été transféré.',
      },
      'transfer-reversed': {
        title: 'Le transfert a été retourné',
        body: 'L’argent est arrivé sur votre solde Dots, puis a été renvoyé à l’expéditeur.',
      },
      'payout-cancelled': {
        title: 'Ce versement a été annulé',
        body: 'Il a été arrêté avant tout envoi d’argent.',
      },
    },
    canRetry: 'Vous pouvez réessayer maintenant ou plus tard\u00a0: vos informations sont enregistrées.',
    cannotRetry: 'Il n’est pas possible de réessayer ici. Contactez-nous si vous avez une question.',
    completed: {
      title: 'Vous avez reçu {amount}',
      body: 'Dots a bien reçu votre demande de retrait. La date d’arrivée de l’argent dépend du moyen choisi, et ce que vous n’avez pas retiré reste sur votre solde Dots.',
    },
    notFound: {
      title: 'Nous n’avons pas trouvé ce versement',
      body: 'Le lien n’est peut-être plus valable, ou le versement appartient à un autre compte.',
    },
    signedOut: {
      title: 'Veuillez vous reconnecter',
      body: 'Votre session a pris fin. Connectez-vous et revenez\u00a0: rien n’est perdu.',
    },
    offline: {
      title: 'Le serveur est injoignable',
      body: 'Vérifiez votre connexion. Rien n’est perdu\u00a0: nous reprendrons là où vous en étiez.',
    },
    error: {
      title: 'Un problème est survenu',
      body: 'Il vient de chez nous. Rien n’est perdu et rien n’est payé deux fois. Réessayez ou revenez plus tard.',
    },
    outOfDate: 'Connexion perdue\u00a0: ceci n’est peut-être plus à jour.',
    tryAgain: 'Réessayer',
    getHelp: 'Obtenir de l’aide',
    done: 'Terminé',
    footer: 'Paiements assurés par Dots. Vos informations restent chez Dots.',
  },
};
