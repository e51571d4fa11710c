/** A Taiwanese mobile number in national form: `09`, a digit 0–8, seven digits (telecom.md 2.1). */
const MOBILE = /^09[0-8]\d{7}$/;

export const isMobile = (text: string): boolean => MOBILE.test(text);

/** `0912345678` → `886912345678`, the form for routing and SMPP. */
export const toE164 = (mobile: string): string => `886${mobile.slice(1)}`;

/** `886912345678` → `0912345678`; `null` when it is no mobile number of Taiwan. */
export const fromE164 = (number: string): string | null => {
  const mobile = /^\+?8869/.test(number) ? `0${number.replace(/^\+?886/, '')}` : '';
  return isMobile(mobile) ? mobile : null;
};

/** `0912345678` → `0912-345-678`, for people. */
export const formatMobile = (mobile: string): string =>
  `${mobile.slice(0, 4)}-${mobile.slice(4, 7)}-${mobile.slice(7)}`;

/** `0912345678` → `0912***678`, for everyone who need not know it (MSK-4). */
export const maskMobile = (mobile: string): string => `${mobile.slice(0, 4)}***${mobile.slice(-3)}`;
