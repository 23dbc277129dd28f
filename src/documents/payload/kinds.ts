import { decodeBase64, encodeBase64 } from '../../crypto/base64.ts';
import { type Rule, rules } from '../rules.ts';

/** How the text of one attribute is checked, read and written. */
export interface Kind<Value> {
  /** Name in the tables of docs/format.md. */
  readonly name: string;
  readonly rule: Rule;
  /** @param text accepted by `rule` */
  read(text: string): Value;
  write(value: Value): string;
}

const text = (name: string, rule: Rule): Kind<string> => ({ name, rule, read: (value) => value, write: String });

export const kinds = {
  holder: text('holder', rules.holder),
  word: text('word', rules.word),
  name: text('name', rules.name),
  id128: text('id128', rules.id128),
  keyId: text('keyid', rules.keyId),
  bindingValue: text('binding', rules.bindingValue),
  instant: text('instant', rules.instant),
  maskedSerial: text('mask', rules.maskedSerial),
  /** A raw Ed25519 public key, 32 bytes. */
  publicKey: {
    name: 'key',
    rule: rules.publicKey,
    read: (value) => decodeBase64(value) ?? new Uint8Array(),
    write: encodeBase64,
  } satisfies Kind<Uint8Array> as Kind<Uint8Array>,
  number: (least: number, most?: number): Kind<number> => ({
    name: `number from ${least}${most === undefined ? '' : ` to ${most}`}`,
    rule: rules.number(least, most),
    read: Number,
    write: String,
  }),
  oneOf: <Value extends string>(
    values: readonly Value[],
    name = values.map((one) => `\`${one}\``).join(' or '),
  ): Kind<Value> => ({
    name,
    rule: rules.oneOf(values),
    read: (value) => value as Value,
    write: String,
  }),
} as const;
