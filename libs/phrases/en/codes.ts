import type { FindingCode, FindingPhrase } from '../codes';

export const codes: Record<FindingCode, FindingPhrase> = {
  E_MOBILE_MISSING: { name: 'No mobile number', todo: 'Add the 10-digit mobile number, or delete the row.' },
  E_CONTENT_EMPTY: { name: 'No text', todo: 'Add the text, or delete the row.' },
  E_NOT_MOBILE: {
    name: 'Not a mobile number',
    todo: 'Landlines, toll-free, VoIP, service, IoT and personal numbers receive no SMS. Use a number that starts with 09.',
  },
  E_LENGTH: {
    name: 'Wrong number of digits',
    todo: 'A mobile number has 10 digits; check for missing or extra ones.',
  },
  E_CHARS: { name: 'Number has other characters', todo: 'Remove letters and signs; keep digits only.' },
  E_FOREIGN: {
    name: 'Foreign number',
    todo: 'The platform sends to Taiwanese numbers only. Delete or replace it.',
  },
  E_SCIENTIFIC: {
    name: 'Number in scientific notation',
    todo: 'Format the column as “Text” in Excel, enter the numbers again and upload.',
  },
  E_MULTIPLE: { name: 'Several numbers in one cell', todo: 'One number a row: split it into several rows.' },
  E_FORMULA: { name: 'Cell holds a formula', todo: 'Paste it as a value; a cell may not start with = or @.' },
  E_DUPLICATE: {
    name: 'Duplicate number and text',
    todo: 'The same number and text stand above; delete this row.',
  },
  E_DUPLICATE_REF: {
    name: 'clientRef twice in one batch',
    todo: 'Each item of a batch needs a clientRef of its own.',
  },
  E_CLIENT_REF_TAKEN: {
    name: 'clientRef belongs to another message',
    todo: 'It was used before with another number or text. Use a new one for a new message, or look the earlier one up by it.',
  },
  E_TOO_LONG: {
    name: 'Longer than 333 characters',
    todo: 'Shorten it; signature and line breaks count too.',
  },
  E_TOO_MANY_SEGMENTS: {
    name: 'More than 5 segments',
    todo: 'Rare characters and emoji count twice. Shorten the text.',
  },
  E_GARBLED: {
    name: 'Garbled text',
    todo: 'The file holds unreadable characters. Replace them and upload again.',
  },
  E_MOJIBAKE: {
    name: 'Probably a wrong encoding',
    todo: 'The text looks as if saved in a wrong encoding. Save the original as UTF-8 and upload again.',
  },
  E_CONTROL_CHAR: {
    name: 'Control character',
    todo: 'Delete the unseen control characters; type line breaks with Enter.',
  },
  E_PRIVATE_USE: {
    name: 'User-defined character',
    todo: 'Handsets cannot show it. Use a standard character; save Big5 files with rare characters as UTF-8.',
  },
  E_INVISIBLE_CHAR: {
    name: 'Invisible character',
    todo: 'Delete the unseen characters (often copied from web pages).',
  },
  E_EMOJI: { name: 'Emoji', todo: 'Emoji are not allowed at present; use words.' },
  E_PHONE_NOT_LAST: { name: 'Contact phone is not last', todo: 'Move the contact phone to the very end.' },
  E_PHONE_FORMAT: {
    name: 'Contact phone cannot be dialled',
    todo: 'Write it so that it can be dialled, e.g. 02-12345678#1234.',
  },
  E_SIGNATURE_MISSING: {
    name: 'First line is not the signature',
    todo: 'Put the unit’s or public service’s name in the first line, then a line break, then the text.',
  },
  E_EMPTY_BODY: { name: 'Nothing after the signature', todo: 'Write the text after the signature.' },
  E_COLUMNS: {
    name: 'Wrong number of columns',
    todo: 'The row differs from the header. Put texts with commas in double quotes.',
  },
  E_REF_TOO_LONG: { name: 'Reference too long', todo: 'A reference has at most 50 characters.' },
  E_FILE_EMPTY: { name: 'Empty file', todo: 'The file holds nothing. Check that you chose the right one.' },
  E_FILE_NO_ROWS: { name: 'No rows', todo: 'There is only a header. Add recipients and upload again.' },
  E_HEADER: {
    name: 'Header does not fit',
    todo: 'The first row should be 手機號碼, 簡訊內容, 自訂序號 (optional); a list of numbers has one number a row.',
  },
  E_CSV_QUOTE: {
    name: 'Quote not closed',
    todo: 'Double quotes must come in pairs; look at the place shown.',
  },
  E_ENCODING: {
    name: 'Unknown text encoding',
    todo: 'Save it as “CSV UTF-8” and upload again; one file, one encoding.',
  },
  E_FILE_FORMAT: {
    name: 'Unsupported file format',
    todo: 'txt, csv, xls and xlsx are accepted; save the file as one of them.',
  },
  E_FILE_TYPE_MISMATCH: {
    name: 'Extension and content disagree',
    todo: 'Open it in its program, save it in the right format and upload again.',
  },
  E_FILE_CORRUPT: { name: 'Damaged file', todo: 'It cannot be opened. Save it anew and upload again.' },
  E_FILE_TOO_LARGE: { name: 'File too large', todo: 'Split the list into smaller files.' },
  E_XML_DTD: {
    name: 'Unsafe definition in the file',
    todo: 'Open it in Excel, save it as a new file and upload that.',
  },
  E_ZIP_NESTED: { name: 'Zip within a zip', todo: 'Unpack it and zip the lists directly.' },
  E_ZIP_PATH: { name: 'Bad path in the zip', todo: 'Zip again with the files at the top level.' },
  E_ZIP_ENTRY_TYPE: {
    name: 'File kind not allowed in the zip',
    todo: 'A zip may hold txt, csv, xls and xlsx only.',
  },
  E_ZIP_EMPTY: { name: 'Empty zip', todo: 'There is no list in it. Zip again.' },
  E_ZIP_DUPLICATE_NAME: {
    name: 'Same name twice in the zip',
    todo: 'Give the files different names and zip again.',
  },
  E_ZIP_CORRUPT: { name: 'Damaged zip', todo: 'It cannot be opened. Zip again and upload.' },
  E_ZIP_TOO_MANY: { name: 'Too many files in the zip', todo: 'Upload fewer files at a time.' },
  E_ZIP_RATIO: { name: 'Suspicious compression', todo: 'Upload the list without compression.' },
  E_ZIP_TOO_LARGE: { name: 'Zip too large when unpacked', todo: 'Split the list into several files.' },
  E_ZIP_ENCRYPTED: {
    name: 'Zip has a password',
    todo: 'The platform cannot open it. Remove the password and upload again.',
  },
  W_APOSTROPHE: { name: 'Leading apostrophe removed', todo: 'Nothing to do.' },
  W_BLANK_ROW: { name: 'Blank row', todo: 'Skipped; nothing to do.' },
  W_COUNTRY_CODE: { name: '886 replaced by 0', todo: 'Nothing to do.' },
  W_DUPLICATE_REF: {
    name: 'Reference used twice',
    todo: 'The same reference occurs more than once; check that this is meant.',
  },
  W_EMOJI: {
    name: 'Emoji',
    todo: 'Some phones cannot show them, and each counts at least 2. Words are better.',
  },
  W_EXTRA_SHEETS: {
    name: 'Only the first sheet was read',
    todo: 'Other sheets are not sent; check that the list is on the first.',
  },
  W_FORMULA_LEAD: {
    name: 'Text starts with + or -',
    todo: 'It can be sent; exports put an apostrophe in front.',
  },
  W_FULLWIDTH: { name: 'Full-width characters converted', todo: 'Nothing to do.' },
  W_FULLWIDTH_DIGIT: {
    name: 'Full-width digits',
    todo: 'People cannot tap full-width numbers; use half-width digits.',
  },
  W_INVISIBLE_REMOVED: { name: 'Invisible characters removed', todo: 'Nothing to do.' },
  W_LEADING_ZERO_RESTORED: { name: 'Leading 0 restored', todo: 'Nothing to do.' },
  W_LONG_MESSAGE: {
    name: 'More than 70 characters',
    todo: 'Charged by segments; within 70 characters it is one.',
  },
  W_NEWLINE_NORMALISED: { name: 'Line breaks unified', todo: 'Nothing to do.' },
  W_NON_BMP: { name: 'Rare character', todo: 'Each counts 2, and some phones show a box. Please check.' },
  W_PHONE_NOT_LAST: {
    name: 'Contact phone is not last',
    todo: 'Better put the contact phone at the very end.',
  },
  W_PREFIX_UNALLOCATED: {
    name: 'Unallocated prefix',
    todo: 'No operator is known for it. Check the number; it can be sent by the default carrier.',
  },
  W_SAME_NUMBER: {
    name: 'Same number, other text',
    todo: 'This number receives several messages; check that this is meant.',
  },
  W_SEPARATOR: { name: 'Separators removed', todo: 'Nothing to do.' },
  W_SIGNATURE_ALREADY_PRESENT: {
    name: 'Text begins with the signature',
    todo: 'The platform adds it by itself; delete yours so that it does not stand twice.',
  },
  W_TAB_REPLACED: { name: 'Tabs became spaces', todo: 'Nothing to do.' },
  W_TRAILING_SPACE_TRIMMED: { name: 'Trailing blanks removed', todo: 'Nothing to do.' },
  W_TRIMMED: { name: 'Blanks around removed', todo: 'Nothing to do.' },
  W_URL: {
    name: 'Link',
    todo: 'People distrust links in messages. Use the agency’s own .gov.tw address, no shortener.',
  },
};

export const unknownCode: FindingPhrase = {
  name: 'Another problem',
  todo: 'Tell the service desk the code.',
};
