import { describe, expect, it } from 'vitest';
import { startLink } from '../../src/steps/activate/startLink.ts';

describe('the link that starts the product', () => {
  it('is the vendor’s, as it is', () => {
    for (const page of ['https://pages.example/orrery/', 'file:///media/stick/keyferry.html', null])
      expect(startLink({ deepLink: 'orrery://start' }, page)).toBe('orrery://start');
  });

  it('is on the host of the page when it is a path, so that the product shares the page’s storage', () => {
    expect(startLink({ deepLink: '/orrery/index.html' }, 'http://localhost:8080/?shared#x')).toBe(
      'http://localhost:8080/orrery/index.html',
    );
  });

  it.each([null, 'file:///media/stick/keyferry.html', 'about:blank'])(
    'is absent for a path and a page at %s',
    (page) => {
      expect(startLink({ deepLink: '/orrery/index.html' }, page)).toBeNull();
    },
  );

  it('is absent when the vendor defined none', () => {
    expect(startLink({}, 'https://pages.example/')).toBeNull();
  });
});
