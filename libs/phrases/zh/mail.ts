/** Mails that are no notices. */
export const mail = {
  signInCode: {
    subject: '【111 簡訊平臺】登入驗證碼',
    text: (name: string, code: string, minutes: number) =>
      [
        `${name} 您好：`,
        '',
        `您的登入驗證碼是 ${code}，${minutes} 分鐘內有效。`,
        '',
        '如果不是您本人登入，請立即變更密碼並通知貴單位的群組管理者。',
        '請勿將驗證碼提供給任何人，平臺人員不會以電話向您索取。',
        '',
        '政府專屬短碼簡訊平臺',
      ].join('\n'),
  },
};
