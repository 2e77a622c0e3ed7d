import type { DotsFlowsMessages } from './messages.ts';

/** Japanese. @public */
export const ja: DotsFlowsMessages = {
  locale: 'ja',
  direction: 'ltr',
  frame: {
    loading: '安全なページを読み込んでいます',
    slow: {
      title: '通常より時間がかかっています',
      body: '通信環境やブラウザの拡張機能がページの表示を妨げている可能性があります。データは失われていません。',
    },
    error: {
      title: 'ページを開けませんでした',
      body: 'データは失われていません。この状態が続く場合は、後ほど再度アクセスしてください。',
    },
    tryAgain: 'もう一度試す',
    openInNewTab: '新しいタブで開く',
    showAnyway: 'このままページを表示',
    linkAging: '安全のため、このページはまもなくサインアウトされます。',
    renewLink: '今すぐ更新する',
    stepTitles: {
      'sign-in': 'Dots にサインイン',
      compliance: '税務情報',
      'id-verification': '本人確認書類の確認',
      'background-check': 'バックグラウンドチェック',
      'manage-payouts': '受け取り方法',
      'manage-payments': '銀行口座',
      payout: 'お金を引き出す',
      redirect: 'Dots から移動します',
      'pdf-form-fill': '記入するフォーム',
    },
    flowTitle: 'Dots の安全なページ',
  },
  dialog: {
    close: '閉じる',
    confirm: {
      title: '完了前に離れますか？',
      body: 'このページで入力した内容は失われる可能性があります。完了した手順は保存されています。',
    },
    stay: 'このまま続ける',
    leave: '離れる',
  },
  payout: {
    title: 'お支払い',
    amountLabel: '金額',
    progressLabel: '進み具合',
    steps: { verify: '本人確認', receive: '受け取り', withdraw: '引き出し' },
    stepDone: '完了',
    stepAnnouncement: '手順 {number}/{count}：{step}',
    loading: 'お支払いを読み込んでいます',
    onboardingTitle: 'お客様情報の確認',
    withdrawingTitle: 'お金を引き出す：Dots 残高に {amount} を送金しました',
    verifying: {
      title: 'お客様情報を確認しています',
      body: '通常は数秒で終わります。このページを閉じても処理は続きます。',
    },
    confirming: {
      title: '引き出しを確認しています',
      body: '通常は数秒で終わります。このページを閉じても、引き出しは Dots が受け付けています。',
    },
    stillVerifying: '通常より時間がかかっています。未入力の項目はありませんか？',
    backToForm: 'フォームに戻る',
    transferring: {
      title: '{amount} を Dots 残高に送金しています',
      body: '1、2分かかることがあります。このページを閉じても処理は続きます。',
    },
    transferPending: '送金の処理中です。しばらくかかることがあります。このページを閉じても処理は続きます。',
    held: {
      'transfer-flagged': {
        title: 'お支払いを審査しています',
        body: '送金の前に Dots が内容を確認しています。お客様の操作は必要ありません。完了しだい、ここに表示します。',
      },
      'payee-in-review': {
        title: 'アカウントを審査しています',
        body: '送金の前にお客様情報を確認しています。お客様の操作は必要ありません。完了しだい、ここに表示します。',
      },
      'not-eligible': {
        title: 'このお支払いはまだ送金できません',
        body: '現在、お客様のアカウントではお支払いを受け取れません。お金は動いていません。お問い合わせいただければ対応いたします。',
      },
      'needs-operator': {
        title: 'お支払いを確認しています',
        body: '先に担当者が確認する必要があります。データは失われておらず、お客様の操作は必要ありません。',
      },
    },
    failed: {
      'transfer-failed': { title: '送金が完了しませんでした', body: 'お金は動いていません。' },
      'transfer-canceled': { title: '送金が取り消されました', body: 'お金は動いていません。' },
      'transfer-refused': {
        title: '送金できませんでした',
        body: 'Dots が送金を受け付けませんでした。お金は動いていません。',
      },
      'transfer-reversed': {
        title: '送金が差し戻されました',
        body: 'お金はいったん Dots 残高に届きましたが、その後送金元に戻されました。',
      },
      'payout-cancelled': {
        title: 'このお支払いは中止されました',
        body: '送金の前に中止されました。',
      },
    },
    canRetry: '今すぐ、または後でもう一度お試しいただけます。お客様情報は保存されています。',
    cannotRetry: 'ここでやり直せる操作はありません。ご不明な点はお問い合わせください。',
    completed: {
      title: '{amount} が支払われました',
      body: '引き出しは Dots が受け付けました。着金の時期は選んだ方法によって異なります。引き出さなかった分は Dots 残高に残ります。',
    },
    notFound: {
      title: 'このお支払いが見つかりません',
      body: 'リンクが古いか、別のアカウントのお支払いの可能性があります。',
    },
    signedOut: {
      title: 'もう一度サインインしてください',
      body: 'セッションが終了しました。サインインして戻ってください。データは失われていません。',
    },
    offline: {
      title: 'サーバーに接続できません',
      body: '通信環境をご確認ください。データは失われていません。中断したところから続けられます。',
    },
    error: {
      title: '問題が発生しました',
      body: 'こちら側の問題です。データは失われておらず、二重に支払われることもありません。もう一度お試しいただくか、後ほど再度アクセスしてください。',
    },
    outOfDate: '接続が切れたため、表示が最新でない可能性があります。',
    tryAgain: 'もう一度試す',
    getHelp: 'ヘルプを見る',
    done: '完了',
    footer: 'お支払いは Dots が行います。お客様情報は Dots が管理します。',
  },
};
