/** A vendor profile of valid form; its key and keyset are placeholders. */
export function profileSample(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    format: 1,
    vendor: { name: 'Northlight Instruments' },
    product: { id: 'orrery', name: 'Orrery Studio', version: '5.2' },
    licenseTypes: [{ id: 'pro', name: 'Pro', serialNumber: 'required' }],
    serviceUrl: 'https://activate.northlight.example:8443',
    rootKeys: [`${'A'.repeat(43)}=`],
    keyset: '',
    fileEndings: { request: '.licreq', license: '.lic', return: '.licret' },
    requiredBindings: 3,
    ...changes,
  });
}
