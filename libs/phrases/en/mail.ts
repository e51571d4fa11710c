import type { Words } from '../zh-TW';

export const mail: Words['mail'] = {
  signInCode: {
    subject: '[111 SMS Platform] Sign-in code',
    text: (name, code, minutes) =>
      [
        `Dear ${name},`,
        '',
        `Your sign-in code is ${code}. It is valid for ${minutes} minutes.`,
        '',
        'If it was not you, change your password at once and tell your group manager.',
        'Never give the code to anybody; our staff never ask for it.',
        '',
        'Government Short-Code SMS Platform',
      ].join('\n'),
  },
};
