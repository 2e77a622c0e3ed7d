import type { DotsFlowsMessages } from './messages.ts';

/** German. @public */
export const de: DotsFlowsMessages = {
  locale: 'de',
  direction: 'ltr',
  frame: {
    loading: 'Die sichere Seite wird geladen',
    slow: {
      title: 'Das dauert länger als sonst',
      body: 'Vielleicht hält Ihre Verbindung oder eine Browser-Erweiterung die Seite auf. Es geht nichts verloren.',
    },
    error: {
      title: 'Die Seite ließ sich nicht öffnen',
      body: 'Es ist nichts verloren. Wenn es dabei bleibt, kommen Sie später wieder.',
    },
    tryAgain: 'Noch einmal versuchen',
    openInNewTab: 'In neuem Tab öffnen',
    showAnyway: 'Seite trotzdem anzeigen',
    linkAging: 'Zu Ihrer Sicherheit endet die Anmeldung auf dieser Seite bald.',
    renewLink: 'Jetzt erneuern',
    stepTitles: {
      'sign-in': 'Bei Dots anmelden',
      compliance: 'Steuerangaben',
      'id-verification': 'Identitätsprüfung',
      'background-check': 'Hintergrundprüfung',
      'manage-payouts': 'Auszahlungswege',
      'manage-payments': 'Bankkonto',
      payout: 'Ihr Geld abheben',
      redirect: 'Sie verlassen Dots',
      'pdf-form-fill': 'Formular zum Ausfüllen',
    },
    flowTitle: 'Sichere Seite von Dots',
  },
  dialog: {
    close: 'Schließen',
    confirm: {
      title: 'Verlassen, bevor Sie fertig sind?',
      body: 'Was Sie auf dieser Seite eingegeben haben, kann verloren gehen. Fertige Schritte sind gespeichert.',
    },
    stay: 'Hier bleiben',
    leave: 'Verlassen',
  },
  payout: {
    title: 'Ihre Auszahlung',
    amountLabel: 'Betrag',
    progressLabel: 'Fortschritt',
    steps: { verify: 'Bestätigen', receive: 'Erhalten', withdraw: 'Abheben' },
    stepDone: 'erledigt',
    stepAnnouncement: 'Schritt {number} von {count}: {step}',
    loading: 'Ihre Auszahlung wird geladen',
    onboardingTitle: 'Bestätigen Sie Ihre Angaben',
    withdrawingTitle: 'Heben Sie Ihr Geld ab: Wir haben {amount} auf Ihr Dots-Guthaben überwiesen',
    verifying: {
      title: 'Ihre Angaben werden geprüft',
      body: 'Das dauert meist wenige Sekunden. Sie können diese Seite schließen: Wir machen weiter.',
    },
    confirming: {
      title: 'Ihre Abhebung wird bestätigt',
      body: 'Das dauert meist wenige Sekunden. Sie können diese Seite schließen: Ihre Abhebung liegt bei Dots.',
    },
    stillVerifying: 'Das dauert länger als sonst. Ist noch etwas auszufüllen?',
    backToForm: 'Zurück zum Formular',
    transferring: {
      title: '{amount} werden auf Ihr Dots-Guthaben überwiesen',
      body: 'Das kann ein bis zwei Minuten dauern. Sie können diese Seite schließen: Wir machen weiter.',
    },
    transferPending:
      'Die Überweisung ist unterwegs, das kann etwas dauern. Sie können diese Seite schließen: Wir machen weiter.',
    held: {
      'transfer-flagged': {
        title: 'Ihre Auszahlung wird geprüft',
        body: 'Dots prüft noch eine Angabe, bevor das Geld freigegeben wird. Sie müssen nichts tun; wir zeigen es hier, sobald es so weit ist.',
      },
      'payee-in-review': {
        title: 'Ihr Konto wird geprüft',
        body: 'Ihre Angaben werden geprüft, bevor das Geld gesendet wird. Sie müssen nichts tun; wir zeigen es hier, sobald es so weit ist.',
      },
      'not-eligible': {
        title: 'Diese Auszahlung ist noch nicht möglich',
        body: 'Ihr Konto kann derzeit keine Auszahlungen erhalten. Es wurde kein Geld bewegt. Melden Sie sich bei uns, wir klären das.',
      },
      'needs-operator': {
        title: 'Wir sehen uns Ihre Auszahlung an',
        body: 'Jemand von uns muss zuerst etwas prüfen. Es ist nichts verloren, und Sie müssen nichts tun.',
      },
    },
    failed: {
      'transfer-failed': { title: 'Die Überweisung ist fehlgeschlagen', body: 'Es wurde kein Geld bewegt.' },
      'transfer-canceled': { title: 'Die Überweisung wurde abgebrochen', body: 'Es wurde kein Geld bewegt.' },
      'transfer-refused': {
        title: 'Die Überweisung war nicht möglich',
        body: 'Dots hat sie nicht angenommen. Es wurde kein Geld bewegt.',
      },
      'transfer-reversed': {
        title: 'Die Überweisung wurde zurückgebucht',
        body: 'Das Geld war auf Ihrem Dots-Guthaben und ging dann zurück.',
      },
      'payout-cancelled': {
        title: 'Diese Auszahlung wurde storniert',
        body: 'Sie wurde angehalten, bevor Geld gesendet wurde.',
      },
    },
    canRetry: 'Sie können es jetzt oder später noch einmal versuchen: Ihre Angaben sind gespeichert.',
    cannotRetry: 'Ein neuer Versuch ist hier nicht möglich. Melden Sie sich bei uns, wenn Sie Fragen haben.',
    completed: {
      title: 'Sie haben {amount} erhalten',
      body: 'Ihre Abhebung liegt bei Dots. Wann sie ankommt, hängt vom gewählten Weg ab; was Sie nicht abgehoben haben, bleibt auf Ihrem Dots-Guthaben.',
    },
    notFound: {
      title: 'Wir haben diese Auszahlung nicht gefunden',
      body: 'Der Link ist vielleicht veraltet, oder die Auszahlung gehört zu einem anderen Konto.',
    },
    signedOut: {
      title: 'Bitte melden Sie sich wieder an',
      body: 'Ihre Sitzung ist beendet. Melden Sie sich an und kommen Sie zurück: Es ist nichts verloren.',
    },
    offline: {
      title: 'Der Server ist nicht erreichbar',
      body: 'Prüfen Sie Ihre Verbindung. Es ist nichts verloren: Es geht dort weiter, wo Sie waren.',
    },
    error: {
      title: 'Etwas ist schiefgegangen',
      body: 'Es liegt an uns. Es ist nichts verloren, und nichts wird doppelt bezahlt. Versuchen Sie es noch einmal oder kommen Sie später wieder.',
    },
    outOfDate: 'Verbindung verloren: Das hier ist vielleicht nicht aktuell.',
    tryAgain: 'Noch einmal versuchen',
    getHelp: 'Hilfe erhalten',
    done: 'Fertig',
    footer: 'Zahlungen über Dots. Ihre Angaben bleiben bei Dots.',
  },
};
