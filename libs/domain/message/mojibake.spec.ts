import { findLostCharacters, findMojibake } from './mojibake';

describe('a text that was decoded wrongly', () => {
  it.each([
    ['UTF-8 as windows-1252', 'æ”¿åºœé€šçŸ¥æ‚¨', 'E_MOJIBAKE', '政府通知您'],
    ['UTF-8 as Latin-1', 'æ\u0094¿åº\u009c', 'E_MOJIBAKE', '政府'],
    ['with plain letters between', 'æ¸¬è©¦001å\u008f·', 'E_MOJIBAKE', '測試001号'],
    ['twice', 'Ã¦Â”Â¿', 'E_MOJIBAKE', undefined],
    ['an emoji', 'ðŸ˜€', 'E_MOJIBAKE', '😀'],
    ['a single sign', '25Â°C', 'E_MOJIBAKE', '°'],
    ['Big5 as Latin-1', '±zªº¥Ó½Ð¤w¨ü²z', 'E_MOJIBAKE', undefined],
    ['UTF-8 as GBK', '鏀垮簻閫氱煡锛氭偍鐨勮瓑浠', 'E_MOJIBAKE', undefined],
    ['UTF-8 as Big5', '嚗?隢?鈭?', 'E_MOJIBAKE', undefined],
    ['U+FFFD as GBK', '您的锟斤拷锟斤拷', 'E_GARBLED', undefined],
    ['U+FFFD as Big5', '您的嚙踝蕭嚙踝蕭', 'E_GARBLED', undefined],
  ])('%s', (_name, text, code, repaired) => {
    const found = findMojibake(text);
    expect([found?.code, found?.suggestion]).toEqual([code, repaired]);
  });

  it.each([
    '您的申請已受理，請耐心等候。',
    'Café München São Paulo NÃO',
    '溫度25°C±1，單價¥1,000，面積3×4，©',
    '×°',
    '蕭先生購買3公斤',
    '隢字',
    '“引號”…—',
  ])('is not %s', text => {
    expect(findMojibake(text)).toBeNull();
  });
});

describe('question marks for lost characters', () => {
  it.each(['您的???已核准', '????????', '?????? 100 ??', '親愛的????您好'])('%s', text => {
    expect(findLostCharacters(text)?.code).toBe('E_GARBLED');
  });

  it.each(['是否參加?', '您知道嗎???快來', '真的??', 'a?b=1&c=2', '王?明', '為什麼???', '什麼?什麼?什麼?'])(
    'asked with them: %s',
    text => {
      expect(findLostCharacters(text)).toBeNull();
    },
  );
});
