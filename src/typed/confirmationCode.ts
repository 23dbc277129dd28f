import { decodeBase64Url } from '../crypto/base64.ts';
import { bindingComponents } from '../documents/bindings.ts';
import { millisecondsOf, usualStart } from '../documents/instant.ts';
import type { Entitlement } from '../documents/license.ts';
import { limits, rules, serialMask } from '../documents/rules.ts';
import { crockfordAlphabet } from '../documents/symbols/crockford.ts';
import { type CodeReader, CodeWriter } from './bits.ts';
import {
  putInstant,
  putOptional,
  putSecond,
  putSignature,
  putText,
  takeInstant,
  takeOptional,
  takeSecond,
  takeSignature,
  takeText,
  takeUnless,
} from './fieldBits.ts';
import type { LicenseByCodeFields } from './licenseByCode.ts';
import { readLongCode, readLongHeading, writeLongCode } from './longCode.ts';
import { type Vocabulary, vocabularyCheck } from './vocabulary.ts';

const SYMBOL_BITS = 5;
const KEY_HINT_BITS = 6;
const TYPE_BITS = 5;
const COUNT_BITS = 6;
const REQUIRED_BITS = 3;

/** What the first group of a confirmation code tells, so that a wrong code is noticed before the rest is typed. */
export interface CodeHeading {
  /** How many groups the code has. */
  readonly groups: number;
  /** First byte of the machine's digest. */
  readonly machine: number;
  /** See `vocabularyCheck`: of the profile with whose names the code was made; those it spells out need none. */
  readonly vocabulary: number;
  /** Whether this version reads the rest. */
  readonly isSupported: boolean;
}

/** A license as a code gives it, and its signature. `keyHint`: see {@link keyHintOf}. */
export interface ConfirmedLicense {
  readonly fields: Omit<LicenseByCodeFields, 'keyId' | 'product' | 'machineMark'>;
  readonly keyHint: number;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/**
 * Writes a license as a code.
 *
 * @param signature 64 bytes, strict Ed25519
 * @param vocabulary the machine's; names that it lacks are spelled out, and so is everything when it is null
 * @returns groups of six characters
 * @throws RangeError when the license does not fit in `mostGroups` groups, or an instant in the code
 */
export function writeConfirmationCode(
  fields: LicenseByCodeFields,
  signature: Uint8Array,
  vocabulary: Vocabulary | null,
): string[] {
  const rest = new CodeWriter();
  rest.put(keyHintOf(fields.keyId), KEY_HINT_BITS);
  putSecond(rest, fields.issuedAt);
  putNames(rest, fields, vocabulary);
  putOptional(rest, fields.entitlements[0] && fields.entitlements, (list) => putEntitlements(rest, list));
  rest.put(fields.requiredBindings, REQUIRED_BITS);
  putDates(rest, fields);
  putOptional(rest, fields.serialMasked, (mask) => {
    for (const character of mask.slice(serialMask.length)) rest.put(crockfordAlphabet.indexOf(character), SYMBOL_BITS);
  });
  putSignature(rest, signature);
  const machine = fields.machineMark[0] as number;
  return writeLongCode('confirmation', [machine, vocabulary ? vocabularyCheck(vocabulary) : 0], rest);
}

/** @param first the first group, as typed @returns null while it is not right */
export function readHeading(first: string): CodeHeading | null {
  const heading = readLongHeading('confirmation', first);
  if (!heading) return null;
  const { groups, isSupported, checks } = heading;
  return { groups, isSupported, machine: checks[0], vocabulary: checks[1] };
}

/**
 * Reads a code whose heading fits this machine. Nothing in it is authentic until the signature is verified over the license
 * that the machine rebuilds.
 *
 * @param groups as typed
 * @param vocabulary the machine's
 * @returns `incomplete` while groups are missing or wrong, which `checkCode` tells; `mistyped` when they are right and no
 *   license is written like this
 */
export function readConfirmationCode(
  groups: readonly string[],
  vocabulary: Vocabulary,
): ConfirmedLicense | 'incomplete' | 'mistyped' {
  const read = readLongCode('confirmation', groups, (reader, { checks }) => takeLicense(reader, checks[1], vocabulary));
  return read === 'unsupported' ? 'mistyped' : read;
}

/** @throws RangeError when no writer writes this, as everything that takes a part */
function takeLicense(bits: CodeReader, check: number, vocabulary: Vocabulary): ConfirmedLicense {
  const keyHint = bits.take(KEY_HINT_BITS);
  const issuedAt = takeSecond(bits);
  const names = takeNames(bits, check, vocabulary);
  const entitlements = takeOptional(bits, () => takeEntitlements(bits)) ?? [];
  const requiredBindings = within(1, bindingComponents.length, bits.take(REQUIRED_BITS));
  const dates = takeDates(bits, issuedAt);
  const serial = takeOptional(bits, () => Array.from({ length: 5 }, () => bits.take(SYMBOL_BITS)));
  const fields = {
    ...names,
    entitlements,
    requiredBindings,
    ...dates,
    ...(serial && { serialMasked: serialMask + serial.map((symbol) => crockfordAlphabet.charAt(symbol)).join('') }),
    issuedAt,
  };
  return { fields, keyHint, signature: takeSignature(bits) };
}

/**
 * @returns the features in the order of the machine's profile, which is the order that a license by code has them in; as they
 *   are where the profile lacks one of them
 */
export function inVocabularyOrder(features: readonly string[], vocabulary: Vocabulary | null): readonly string[] {
  const known = vocabulary?.features.filter((feature) => features.includes(feature)) ?? [];
  return known.length === features.length ? known : features;
}

function isListed({ licenseType, features, licenseVersion }: LicenseByCodeFields, vocabulary: Vocabulary): boolean {
  const ordered = inVocabularyOrder(features, vocabulary);
  return (
    licenseVersion === vocabulary.licenseVersion &&
    vocabulary.licenseTypes.slice(0, 2 ** TYPE_BITS).includes(licenseType) &&
    features.every((feature, at) => vocabulary.features.includes(feature) && feature === ordered[at])
  );
}

function putNames(bits: CodeWriter, license: LicenseByCodeFields, vocabulary: Vocabulary | null): void {
  const { licenseType, features, licenseVersion } = license;
  const listed = vocabulary && isListed(license, vocabulary) ? vocabulary : null;
  bits.flag(listed !== null);
  if (listed) {
    bits.put(listed.licenseTypes.indexOf(licenseType), TYPE_BITS);
    for (const feature of listed.features) bits.flag(features.includes(feature));
    return;
  }
  putText(bits, licenseType);
  putText(bits, licenseVersion);
  bits.put(features.length, COUNT_BITS);
  for (const feature of features) putText(bits, feature);
}

type Names = Pick<LicenseByCodeFields, 'licenseType' | 'features' | 'licenseVersion'>;

function within(least: number, most: number, value: number): number {
  if (value < least || value > most) throw new RangeError(`${value}`);
  return value;
}

/** @param check of the vocabulary by whose places the names are given, from the heading */
function takeNames(bits: CodeReader, check: number, vocabulary: Vocabulary): Names {
  if (bits.flag()) {
    const licenseType = vocabulary.licenseTypes[bits.take(TYPE_BITS)];
    const features = vocabulary.features.filter(() => bits.flag());
    if (licenseType === undefined || check !== vocabularyCheck(vocabulary)) throw new RangeError('names by place');
    return { licenseType, features, licenseVersion: vocabulary.licenseVersion };
  }
  const licenseType = takeText(bits, rules.name);
  const licenseVersion = takeWord(bits);
  const count = within(0, limits.features, bits.take(COUNT_BITS));
  const features = Array.from({ length: count }, () => takeWord(bits));
  return { licenseType, features, licenseVersion };
}

function putEntitlements(bits: CodeWriter, entitlements: readonly Entitlement[]): void {
  bits.put(entitlements.length, COUNT_BITS);
  for (const { namespace, tag, type, validTo } of entitlements) {
    for (const text of [namespace, tag, type]) putText(bits, text);
    putOptional(bits, validTo, (end) => putInstant(bits, end));
  }
}

function takeEntitlements(bits: CodeReader): Entitlement[] {
  const count = within(1, limits.entitlements, bits.take(COUNT_BITS));
  return Array.from({ length: count }, () => {
    const [namespace, tag, type] = [takeWord(bits), takeWord(bits), takeWord(bits)];
    const validTo = takeOptional(bits, () => takeInstant(bits));
    return { namespace, tag, type, ...(validTo !== undefined && { validTo }) };
  });
}

function takeWord(bits: CodeReader): string {
  return takeText(bits, rules.word);
}

type LicenseDates = Pick<LicenseByCodeFields, 'startDate' | 'stopDate' | 'updateDate' | 'initialActivationDate'>;

function putDates(
  bits: CodeWriter,
  { issuedAt, startDate, stopDate, updateDate, initialActivationDate }: LicenseByCodeFields,
): void {
  const put = (instant: string) => putInstant(bits, instant);
  putOptional(bits, startDate === usualStart(millisecondsOf(issuedAt)) ? undefined : startDate, put);
  putOptional(bits, stopDate, put);
  putOptional(bits, updateDate, put);
  putOptional(bits, initialActivationDate === issuedAt ? undefined : initialActivationDate, put);
}

function takeDates(bits: CodeReader, issuedAt: string): LicenseDates {
  const take = () => takeInstant(bits);
  const startDate = takeUnless(usualStart(millisecondsOf(issuedAt)), bits, take);
  const [stopDate, updateDate] = [takeOptional(bits, take), takeOptional(bits, take)];
  const initialActivationDate = takeUnless(issuedAt, bits, take);
  return {
    startDate,
    ...(stopDate !== undefined && { stopDate }),
    ...(updateDate !== undefined && { updateDate }),
    initialActivationDate,
  };
}

/**
 * @param keyId 11 base64url characters
 * @returns its first six bits: they find the signing key among those of the keyset, and where several begin with them, the
 *   signature decides
 */
export function keyHintOf(keyId: string): number {
  return (decodeBase64Url(keyId)?.[0] ?? 0) >> (8 - KEY_HINT_BITS);
}
