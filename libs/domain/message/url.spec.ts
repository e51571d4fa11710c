import { findUrls, isOfficialHost } from './url';

const hosts = (text: string): string[] => findUrls(text).map(({ host }) => host);

describe('web addresses', () => {
  it.each([
    ['至 https://www.mvdis.gov.tw 查詢', ['www.mvdis.gov.tw']],
    ['至https://www.mvdis.gov.tw查詢', ['www.mvdis.gov.tw']],
    ['HTTP://Moda.Gov.TW/', ['moda.gov.tw']],
    ['www.gov.tw', ['www.gov.tw']],
    ['bit.ly/abc、reurl.cc/x', ['bit.ly', 'reurl.cc']],
    ['https://a.gov.tw:8443/p?q=1#x。', ['a.gov.tw']],
    ['https://www.gov.tw@evil.com/', ['evil.com']],
    ['https://gov.tw.evil.com', ['gov.tw.evil.com']],
    ['http://1.2.3.4/x', ['1.2.3.4']],
    ['service@moda.gov.tw', []],
    ['版本1.2.3，金額3.5，Mr.Wang，a.m. to p.m.', []],
    ['wt.vog.txe', []],
    ['192.168.1.1', []],
  ])('%s', (text, expected) => {
    expect(hosts(text)).toEqual(expected);
  });

  it('end before the punctuation of the sentence', () => {
    expect(findUrls('見(https://a.gov.tw).')).toEqual([{ from: 2, to: 18, host: 'a.gov.tw' }]);
  });

  it.each([
    ['gov.tw', true],
    ['www.moda.gov.tw', true],
    ['data.gov.taipei', true],
    ['gov.tw.evil.com', false],
    ['notgov.tw', false],
    ['bit.ly', false],
  ])('%s is official: %s', (host, official) => {
    expect(isOfficialHost(host)).toBe(official);
  });

  it('may be listed by the agency', () => {
    expect(isOfficialHost('www.cpc.com.tw', ['cpc.com.tw'])).toBe(true);
  });
});
