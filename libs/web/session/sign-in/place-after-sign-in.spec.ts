import { placeAfterSignIn } from './place-after-sign-in';

describe('placeAfterSignIn', () => {
  it.each([
    ['/records?state=failed', '/records?state=failed'],
    [null, '/'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['/sign-in?to=/', '/'],
    ['javascript:alert(1)', '/'],
  ])('leads %s to %s', (to, place) => {
    expect(placeAfterSignIn(to)).toBe(place);
  });
});
