import { z } from 'zod';

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';
const BLOCK = new RegExp(`${BEGIN}([\\s\\S]*?)${END}`, 'g');
const BASE64 = /^(?:[0-9A-Za-z+/]{4})*(?:[0-9A-Za-z+/]{2}==|[0-9A-Za-z+/]{3}=)?$/;
/** DER: a sequence whose length follows in so many bytes. */
const SEQUENCE = 0x30;
const LENGTH_IN_TWO = 0x82;

/** The certificates in a PEM text, each as it stands there; what is written around them is a comment (RFC 7468). */
export const certificatesIn = (text: string): string[] => text.match(BLOCK) ?? [];

/** Whether it is as long as it says itself: a line that was lost in copying shows here. */
const isWhole = (block: string): boolean => {
  const content = block.slice(BEGIN.length, -END.length).replace(/\s/g, '');
  if (!BASE64.test(content)) return false;
  const bytes = atob(content);
  return (
    bytes.charCodeAt(0) === SEQUENCE &&
    bytes.charCodeAt(1) === LENGTH_IN_TWO &&
    bytes.length === 4 + bytes.charCodeAt(2) * 256 + bytes.charCodeAt(3)
  );
};

/** PEM, one certificate or a chain. */
export const certificate = z
  .stringFormat('certificate', text => {
    const blocks = certificatesIn(text);
    // Half a block, or a private key: that must not come here at all.
    const hasMore = text.replace(BLOCK, '').includes('-----');
    return blocks.length > 0 && blocks.every(isWhole) && !hasMore;
  })
  .max(20_000);
