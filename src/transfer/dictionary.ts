/** Marks of raw values in the text of a document, see `rawKind.ts`. */
const keyId = '\x01';
const binding = '\x02';
const id = '\x03';
const publicKey = '\x04';
const signature = '\x05';
const midnight = '\x06';
const instant = '\x07';
const sameKeyId = '\x11';
const sameInstant = '\x17';

const signatureLine = (signer: string) => `\n<Signature Algorithm="Ed25519" KeyId="${signer}">${signature}`;

const keyset =
  `<Keyset id="Terms"><RootKeyID Value="${keyId}"/><Product Value=""/><Epoch Value="1"/><Version Value="1"/>` +
  `<IssuedAt Value="${instant}"/><Keys><Key KeyID="${keyId}" Value="${publicKey}" NotBefore="${midnight}" ` +
  `NotAfter="${midnight}"/></Keys><RevokedKeys><RevokedKey Value="${keyId}"/></RevokedKeys><RevokedLicenses>` +
  `<RevokedLicense Value="${id}"/></RevokedLicenses></Keyset>`;

const returnReceipt =
  `<LicenseReturn id="Terms"><InstallationKey Value="${publicKey}"/><LicenseID Value="${id}"/><Product Value=""/>` +
  `<Counter Value="1"/><Nonce Value="${id}"/><ReturnedAt Value="${instant}"/></LicenseReturn>${signatureLine(keyId)}`;

const bindings = ['os', 'system', 'board', 'disk', 'network']
  .map((component) => `<Binding Key="${component}" Value="${binding}"/>`)
  .join('');

const request =
  `<LicenseRequest id="Terms"><InstallationKey Value="${publicKey}"/><RequestID Value="${id}"/><Product Value=""/>` +
  `<ProductVersion Value=""/><CreatedAt Value="${instant}"/><KeysetVersion Value="1"/>` +
  `<MachineBindings Strength="weak"/><MachineBindings Strength="strong">${bindings}</MachineBindings></LicenseRequest>` +
  signatureLine(keyId);

const license =
  `<License id="Terms"><LicenseID Value="${id}"/><RequestID Value="${id}"/><KeyID Value="${keyId}"/>` +
  `<Product Value=""/><LicenseType Value="personal"/><Holder Value=""/><Features><Feature Value=""/>` +
  `<Feature Value=""/></Features><Entitlements/><Entitlements><Entitlement Ns="" Tag="" Type=""/>` +
  `<Entitlement Ns="" Tag="" Type="" ValidTo="${midnight}"/></Entitlements>` +
  `<MachineBindings Required="1"/><MachineBindings Required="3">${bindings}</MachineBindings>` +
  `<InstallationKey Value="${publicKey}"/><SerialMasked Value="*****-*****-*****-"/><StartDate Value="${midnight}"/>` +
  `<UpdateDate Value="${midnight}"/><StopDate Value="${midnight}"/><UpdateDate Value="${midnight}"/>` +
  `<InitialActivationDate Value="${instant}"/><IssuedAt Value="${sameInstant}"/><LicenseVersion Value=""/>` +
  `<ClientProvidedVersion Value=""/></License>${signatureLine(sameKeyId)}`;

/**
 * The text that documents have in common, as a preset dictionary for deflate (RFC 1950 section 2.3). Part of the format: the
 * type byte of a container names the dictionary, so that a changed one takes a new type byte. Near references are shortest,
 * so the license, the largest document that must fit one code, is last.
 */
export const dictionary1 = new TextEncoder().encode(keyset + returnReceipt + request + license);
