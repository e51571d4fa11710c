/** Words around a number that say whether it is one to call. All look at folded text (`fold.ts`). */

const GAP = String.raw`(?:號碼|代表號)?[ \n:：是為]*\(?$`;

/** 「請撥」, 「專線」, 「洽」 … directly in front: the number is to be called. */
const CALLED = new RegExp(
  '(?:撥打?|致電|來電|請電|逕電|可電|電洽|電話|專線|熱線|手機|市話|客服|洽|洽詢|諮詢|傳真|聯絡人|' +
    String.raw`\b(?:tel|phone|call|dial|hotline|fax|mobile)\.?)` +
    GAP,
  'i',
);

/** As `CALLED`, and so clear that even an impossible number behind it was meant as a telephone. */
const SURELY_CALLED = new RegExp(
  String.raw`(?:撥打|請撥|致電|電洽|電話|專線|熱線|\b(?:tel|phone|call|dial|hotline)\.?)` + GAP,
  'i',
);

/** 案號, 帳號, 取件碼, 第 … in front: the number names a thing. A 號 behind digits ends an address, a 門號 is a phone. */
const NAMES_A_THING = new RegExp(
  '(?:(?<!電話|手機|門號|專線|聯絡|服務|市話)(?:號碼|碼)|' +
    '(?<![\\d一二三四五六七八九十百門])號|第|統編|條碼|銷帳|訂單|收據|發票|護照|身分證|帳戶|掛號|郵件|存摺|' +
    String.raw`\b(?:no|id|ref|code|case)\.?|[#№$])` +
    String.raw`[ \n:：是為]*\(?$`,
  'i',
);

/** Behind a short number: it counts or names something (1999年, 110號, 165元, 113室). */
const COUNTS =
  /^ ?(?:[年月日時秒元塊圓萬億千百名位件則次號樓室款筆條項歲折輛張份坪度頁天週期級班隊組%‰℃個]|分(?!機)|人(?![員事工])|戶(?!政)|[台臺](?![北中南東灣])|學年|公[尺里斤分克升頃]|[:：.]\d|[/／]\d{1,2}(?!\d)|[,，]\d{3}(?![\d-]))/;

const LONGEST = 16;
const before = (text: string, at: number): string => text.slice(Math.max(0, at - LONGEST), at);

export const isCalled = (text: string, at: number): boolean => CALLED.test(before(text, at));
export const isSurelyCalled = (text: string, at: number): boolean => SURELY_CALLED.test(before(text, at));
export const namesAThing = (text: string, at: number): boolean => NAMES_A_THING.test(before(text, at));
export const counts = (text: string, at: number): boolean => COUNTS.test(text.slice(at, at + 8));

/** What may stand between telephones that end a text together: the separators of the rule, and words such as 「電話」. */
const TOGETHER =
  /^[ \n、,，/／;；或及和()（）\u3000]*(?:(?:請|洽詢?|改|加|撥打?|致電|電話|專線|熱線|手機|行動電話|市話|客服|免付費|免費|服務|傳真|聯絡|諮詢|中心|外縣市|tel|fax|phone|[:：])[ \n、,，/／;；或及和()（）\u3000]*)*$/i;

/** Whether the words between two numbers only join them. */
export const standTogether = (words: string): boolean => words.length <= 20 && TOGETHER.test(words);
