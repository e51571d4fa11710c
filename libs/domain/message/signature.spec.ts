import { bodyStart, signatureOf, withSignature } from './signature';

const NAMES = ['MyData平臺', '數位發展部'];

describe('the signature', () => {
  it.each([
    ['MyData平臺\n內文', 'MyData平臺'],
    ['MyData平臺：\n內文', 'MyData平臺'],
    ['數位發展部:\n內文', '數位發展部'],
    ['數位發展部', '數位發展部'],
    ['數位發展部 \n內文', null],
    ['數位發展部內文', null],
    ['數位部\n內文', null],
    ['', null],
  ])('of %j is %j', (text, expected) => {
    expect(signatureOf(text, NAMES)).toBe(expected);
  });

  it('may itself end with a colon', () => {
    expect(signatureOf('甲：\n內文', ['甲：'])).toBe('甲：');
  });

  it('stands on a line of its own in front of the body', () => {
    const text = withSignature('數位發展部', '內文');
    expect(text.slice(bodyStart(text))).toBe('內文');
    expect(bodyStart('數位發展部')).toBe(5);
  });
});
