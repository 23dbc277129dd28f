import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/refusal.ts';
import { completePrecacheList, packManifest, packPage, packPages, policyOf, profileIn } from '../../src/vendor/pack.ts';
import { readProfiles } from '../../src/vendor/profile.ts';
import { profileSample } from './profileSample.ts';

/** The output of the build, derived from the page in the repository so that the two cannot diverge. */
const prebuilt = readFileSync('index.html', 'utf8').replace(
  'content="keyferry-policy"',
  `content="default-src 'none'; connect-src keyferry-service; base-uri 'none'"`,
);
const manifest = JSON.stringify({ id: './keyferry', name: 'Keyferry', share_target: {}, icons: [] });
const sameOrigin = { service: 'same-origin' } as const;
const bytes = (text: string) => new TextEncoder().encode(text);

/** The data block as an HTML parser sees it: up to the first `</script`. */
function vendorBlock(page: string): { service: string | undefined; json: string } {
  const found = /<script type="application\/json" id="vendor" data-service="([a-z-]+)">([\s\S]*?)<\/script/i.exec(page);
  return { service: found?.[1], json: found?.[2] ?? '' };
}

function refusalOf(action: () => unknown): Refusal {
  try {
    action();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('packPage', () => {
  test('puts the profile into the page and names the product', () => {
    const page = packPage(prebuilt, profileSample(), sameOrigin);
    expect(JSON.parse(vendorBlock(page).json)).toMatchObject({ product: { id: 'orrery' } });
    expect(vendorBlock(page).service).toBe('same-origin');
    expect(page).toContain('<title>Activate Orrery Studio</title>');
  });

  test('allows connections to the page itself when the service serves it', () => {
    const policy = policyOf(packPage(prebuilt, profileSample(), sameOrigin));
    expect(policy).toBe("default-src 'none'; connect-src 'self'; base-uri 'none'");
  });

  test("allows connections to the service's origin alone when the page is a file", () => {
    const policy = policyOf(packPage(prebuilt, profileSample(), { service: 'profile' }));
    expect(policy).toContain('; connect-src https://activate.northlight.example:8443; ');
  });

  test.each([
    'https://a.example;script-src',
    "https://a.example'unsafe-inline'",
    'https://a.example,b',
    'https://user@a.example',
    'http://[::1]:8080',
    'https://käse.example',
    'https://*.example',
  ])('refuses a service address that a policy cannot name: %s', (serviceUrl) => {
    const refusal = refusalOf(() => packPage(prebuilt, profileSample({ serviceUrl }), { service: 'profile' }));
    expect(refusal).toMatchObject({ code: 'profile-invalid', details: { path: 'serviceUrl' } });
  });

  test.each([
    'https://activate.northlight.example/desk#x',
    'https://activate.northlight.example?desk',
    'https://name:word@activate.northlight.example',
    'https://activate.northlight.example\\@elsewhere.example',
  ])('refuses a service address to which no path can be appended, wherever the page is served: %s', (serviceUrl) => {
    for (const service of ['profile', 'same-origin'] as const) {
      const refusal = refusalOf(() => packPage(prebuilt, profileSample({ serviceUrl }), { service }));
      expect(refusal).toMatchObject({ code: 'profile-invalid', details: { path: 'serviceUrl' } });
    }
  });

  test('uses the vendor’s color for the title bar, in light mode only', () => {
    const page = packPage(prebuilt, profileSample({ accent: '#0a7d5a' }), sameOrigin);
    expect(page).toContain('media="(prefers-color-scheme: light)" content="#0a7d5a"');
    expect(page).toContain('media="(prefers-color-scheme: dark)" content="#0e1218"');
  });

  test.each(['</script><script>alert(1)</script>', '<!--<script>', '\u2028\u2029', '$&$1', '</SCRIPT >', '&lt;'])(
    'keeps %j inside the data block',
    (name) => {
      const page = packPage(prebuilt, profileSample({ vendor: { name: `x${name}x` } }), sameOrigin);
      expect(JSON.parse(vendorBlock(page).json).vendor.name).toBe(`x${name}x`);
      expect(vendorBlock(page).json).not.toMatch(/[<>\u2028\u2029]/);
      expect(page.match(/<script\b/gi)).toHaveLength(prebuilt.match(/<script\b/gi)?.length ?? 0);
    },
  );

  test('returns any name unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (name) => {
        fc.pre(name.trim() !== '');
        const page = packPage(prebuilt, profileSample({ vendor: { name } }), sameOrigin);
        expect(JSON.parse(vendorBlock(page).json).vendor.name).toBe(name.trim());
      }),
    );
  });

  test('writes markup in the product name as text', () => {
    const product = { id: 'orrery', name: '<b>A&B</b>', version: '1' };
    expect(packPage(prebuilt, profileSample({ product }), sameOrigin)).toContain(
      '<title>Activate &lt;b&gt;A&amp;B&lt;/b&gt;</title>',
    );
  });

  test('refuses an invalid profile with the path of the error', () => {
    const refusal = refusalOf(() => packPage(prebuilt, profileSample({ requiredBindings: 9 }), sameOrigin));
    expect(refusal).toMatchObject({ code: 'profile-invalid', details: { path: 'requiredBindings' } });
  });

  test('refuses a page that is packed already or is not ours', () => {
    const packed = packPage(prebuilt, profileSample(), sameOrigin);
    for (const page of [packed, '<!doctype html>', `${prebuilt}${prebuilt}`]) {
      expect(refusalOf(() => packPage(page, profileSample(), sameOrigin)).code).toBe('page-not-prebuilt');
    }
  });
});

describe('profileIn', () => {
  test.each(['</script>', '&amp;', '\u2028', 'x'])('reads the profile back, %j in it', (name) => {
    const profile = profileIn(packPage(prebuilt, profileSample({ vendor: { name: `x${name}x` } }), sameOrigin));
    expect(JSON.parse(profile ?? '')).toMatchObject({ vendor: { name: `x${name}x` } });
  });

  test('returns null for a page that is not packed', () => {
    expect(profileIn(prebuilt)).toBeNull();
  });
});

describe('packManifest', () => {
  test('names the product and claims its file endings', () => {
    const packed = JSON.parse(packManifest(manifest, profileSample({ accent: '#0a7d5a' })));
    expect(packed).toMatchObject({ id: './keyferry-orrery', short_name: 'Orrery Studio', theme_color: '#0a7d5a' });
    expect(packed.file_handlers.map((handler: { accept: object }) => Object.values(handler.accept).flat())).toEqual([
      ['.licreq'],
      ['.lic'],
      ['.licret'],
      ['.licact'],
      ['.keyferry'],
    ]);
  });

  test.each(['', '[]', '{}', 'null'])('refuses a file that is not the manifest of the build: %j', (json) => {
    expect(refusalOf(() => packManifest(json, profileSample())).code).toBe('page-not-prebuilt');
  });
});

/** Profiles of further products of the same vendor. */
const nova = { id: 'nova', name: 'Nova </script>', version: '1' };
const others = [profileSample({ product: nova, fileEndings: { request: '.a', license: '.lic', return: '.c' } })];
const otherProducts = (page: string): string | null =>
  /<script type="application\/json" id="other-products">([\s\S]*?)<\/script/i.exec(page)?.[1] ?? null;

describe('a page of several products', () => {
  const page = packPage(prebuilt, profileSample(), { service: 'profile', otherProducts: others });

  test('holds the profile of the main product and those of the others, and is named for the vendor', () => {
    const profiles = readProfiles(vendorBlock(page).json, otherProducts(page));
    expect(profiles.map(({ product }) => product.name)).toEqual(['Orrery Studio', 'Nova </script>']);
    expect(profileIn(page)).toBe(vendorBlock(page).json);
    expect(page).toContain('<title>Activate Northlight Instruments</title>');
    expect(otherProducts(packPage(prebuilt, profileSample(), sameOrigin))).toBeNull();
  });

  test('may connect to the service of each', () => {
    const elsewhere = profileSample({ product: nova, serviceUrl: 'https://Nova.example' });
    const options = {
      service: 'profile',
      otherProducts: [...others, elsewhere.replace('"nova"', '"nova-2"')],
    } as const;
    expect(policyOf(packPage(prebuilt, profileSample(), options))).toContain(
      '; connect-src https://activate.northlight.example:8443 https://nova.example; ',
    );
  });

  test('claims the file endings of all of them, under the identity of the main one', () => {
    const packed = JSON.parse(packManifest(manifest, profileSample(), others));
    expect(packed).toMatchObject({ id: './keyferry-orrery', short_name: 'Northlight Instruments' });
    expect(packed.file_handlers.map((handler: { accept: object }) => Object.values(handler.accept).flat())).toEqual([
      ['.licreq', '.a'],
      ['.lic'],
      ['.licret', '.c'],
      ['.licact'],
      ['.keyferry'],
    ]);
  });

  test.each([
    ['[0].product.id', [profileSample()]],
    ['[1].product.id', [...others, ...others]],
  ])('holds each product once: %s', (path, twice) => {
    const options = { ...sameOrigin, otherProducts: twice };
    expect(refusalOf(() => packPage(prebuilt, profileSample(), options))).toMatchObject({
      code: 'profile-invalid',
      details: { path },
    });
  });

  test.each([
    ['', '{'],
    ['', '{}'],
    ['[0].vendor', `[${profileSample({ vendor: undefined })}]`],
  ])('with a damaged profile is refused at %j', (path, json) => {
    expect(refusalOf(() => readProfiles(profileSample(), json))).toMatchObject({
      code: 'profile-invalid',
      details: { path },
    });
  });
});

describe('packPages', () => {
  const entries = ['index.html', 'keyferry.html', 'manifest.webmanifest', 'icons/icon.svg'];
  const list = completePrecacheList(
    entries.map((url) => ({ url, revision: 'built' })),
    (url) => bytes(url),
  );
  const files = new Map([
    ['index.html', bytes(prebuilt)],
    ['keyferry.html', bytes(prebuilt)],
    ['manifest.webmanifest', bytes(manifest)],
    ['icons/icon.svg', bytes('<svg/>')],
    ['sw.js', bytes(`precache(${JSON.stringify(list)})`)],
  ]);
  const text = (packed: Map<string, Uint8Array>, name: string) => new TextDecoder().decode(packed.get(name));
  const revisions = (packed: Map<string, Uint8Array>) =>
    JSON.parse(text(packed, 'sw.js').slice('precache('.length, -1));

  test('serves the app from its own origin and sends the copy to the service of the profile', () => {
    const packed = packPages(files, profileSample());
    expect(vendorBlock(text(packed, 'index.html')).service).toBe('same-origin');
    expect(vendorBlock(text(packed, 'keyferry.html')).service).toBe('profile');
    expect(packed.get('icons/icon.svg')).toEqual(files.get('icons/icon.svg'));
  });

  test('lets pages on any other host find the service of the profile, and load their own files', () => {
    const packed = packPages(files, profileSample(), 'profile');
    expect(vendorBlock(text(packed, 'index.html')).service).toBe('profile');
    expect(policyOf(text(packed, 'index.html'))).toContain(
      "; connect-src 'self' https://activate.northlight.example:8443; ",
    );
    expect(policyOf(text(packed, 'keyferry.html'))).toContain(
      '; connect-src https://activate.northlight.example:8443; ',
    );
  });

  test('gives all products to the pages of phones and staff, and one to the file for machines', () => {
    const withAdmin = new Map([...files, ['admin.html', bytes(prebuilt)]]);
    const packed = packPages(withAdmin, profileSample(), 'same-origin', others);
    const names = ['index.html', 'admin.html', 'keyferry.html'];
    expect(names.map((name) => otherProducts(text(packed, name)) !== null)).toEqual([true, true, false]);
  });

  test('leaves the admin page with the service', () => {
    const withAdmin = new Map([...files, ['admin.html', bytes(prebuilt)], ['admin/a.js', bytes('')]]);
    expect([...packPages(withAdmin, profileSample()).keys()]).toEqual([...withAdmin.keys()]);
    expect([...packPages(withAdmin, profileSample(), 'profile').keys()]).toEqual([...files.keys()]);
  });

  test('changes the revision of every packed file when the profile changes, and of nothing else', () => {
    const before = revisions(packPages(files, profileSample()));
    const after = revisions(
      packPages(
        files,
        profileSample({ vendor: { name: 'Other' }, fileEndings: { request: '.a', license: '.b', return: '.c' } }),
      ),
    );
    expect(before.map(({ revision }: { revision: string }) => revision.length)).toEqual([32, 32, 32, 5]);
    const same = entries.map((_url, index) => before[index].revision === after[index].revision);
    expect(same).toEqual([false, false, false, true]);
    expect(revisions(packPages(files, profileSample()))).toEqual(before);
  });

  test('does not change the prebuilt files, for the next vendor', () => {
    packPages(files, profileSample());
    expect(text(files, 'index.html')).toBe(prebuilt);
  });

  test.each(['index.html', 'keyferry.html', 'manifest.webmanifest', 'sw.js'])('refuses pages without %s', (name) => {
    const fewer = new Map([...files].filter(([file]) => file !== name));
    expect(refusalOf(() => packPages(fewer, profileSample()))).toMatchObject({
      code: 'page-not-prebuilt',
      details: { missing: name },
    });
  });
});
