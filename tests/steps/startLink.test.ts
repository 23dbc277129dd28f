import { describe, expect, it } from 'vitest';
import { startLink } from '../../src/steps/activate/startLink.ts';

const serviceUrl = 'https://activate.example';

describe('the link that starts the product', () => {
  it('is the vendor’s, as it is', () => {
    for (const page of ['https://pages.example/orrery/', 'file:///media/stick/keyferry.html', null])
      expect(startLink({ deepLink: 'orrery://start', serviceUrl }, page)).toBe('orrery://start');
  });

  it('is on the host of the page when it is a path, so that the product shares the page’s storage', () => {
    const profile = { deepLink: '/orrery/index.html', serviceUrl };
    expect(startLink(profile, 'http://localhost:8080/?shared#x')).toBe('http://localhost:8080/orrery/index.html');
  });

  it.each([null, 'file:///media/stick/keyferry.html', 'about:blank'])('is on the service for a page at %s', (page) => {
    expect(startLink({ deepLink: '/orrery/index.html', serviceUrl }, page)).toBe(
      'https://activate.example/orrery/index.html',
    );
  });

  it('is absent when the vendor defined none', () => {
    expect(startLink({ serviceUrl }, null)).toBeNull();
  });
});
