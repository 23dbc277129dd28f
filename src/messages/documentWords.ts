import type { FieldNameOf } from '../documents/contents/declarations.ts';
import type { Identifies } from '../documents/contents/identifies.ts';
import type { DocumentType } from '../documents/documentType.ts';

/** What people read about a field of a document. */
export interface FieldWords {
  readonly name: string;
  readonly meaning: string;
  /** What single values mean, by the text in the file. */
  readonly values?: Readonly<Record<string, string>>;
  /** In place of a value that is left out or empty. */
  readonly none?: string;
}

/** What a sheet carries: `licenses` are several in one file, `file` is no Keyferry document. */
export type SheetKind = 'request' | 'license' | 'licenses' | 'return' | 'activation' | 'file';

/** Texts about documents; loaded when they are first shown. A field that is declared and has no words does not compile. */
export interface DocumentWords {
  readonly kinds: Readonly<Record<DocumentType, string>>;
  readonly identifies: Readonly<Record<Identifies, string>>;
  readonly absent: string;
  readonly none: string;
  readonly signature: string;
  readonly signatures: Readonly<Record<DocumentType, string>>;
  readonly signedBy: (keyId: string) => string;
  readonly fields: { readonly [Type in DocumentType]: { readonly [Name in FieldNameOf<Type>]: FieldWords } };

  /** Behind "Details". */
  readonly details: {
    readonly title: string;
    readonly fingerprint: string;
    readonly fingerprintHint: string;
    readonly showFile: string;
    readonly hideFile: string;
    readonly size: (bytes: string) => string;
    readonly saveText: string;
    readonly saved: (name: string) => string;
    readonly unreadable: string;
    readonly failed: string;
    readonly inFile: string;
  };

  /** Before a request leaves the machine. */
  readonly review: {
    readonly hardware: string;
    readonly noHardware: string;
    readonly name: string;
    readonly carried: (name: string) => string;
  };

  /** Printed sheets. `kind` as in `Subject`. */
  readonly sheet: {
    readonly titles: Readonly<Record<SheetKind, string>>;
    readonly what: Readonly<Record<SheetKind, string>>;
    readonly whatTitle: string;
    readonly how: string;
    readonly howSeveral: (codes: number) => string;
    readonly computer: string;
    readonly name: string;
    readonly product: string;
    readonly vendor: string;
    readonly made: string;
    readonly issued: string;
    readonly returned: string;
    readonly confirmed: string;
    readonly byItsClock: (moment: string) => string;
    readonly byVendorClock: (moment: string) => string;
    readonly hardware: string;
    readonly parts: (count: number) => string;
    readonly type: string;
    readonly holder: string;
    readonly serial: string;
    readonly until: string;
    readonly forever: string;
    readonly features: string;
    readonly license: string;
    readonly licenses: string;
    readonly file: string;
    readonly size: string;
    readonly code: (code: number, codes: number) => string;
    readonly contents: Readonly<Record<'one' | 'several', string>>;
    readonly field: string;
    readonly meaning: string;
    readonly signHere: string;
    readonly signers: readonly string[];
    readonly lines: readonly string[];
  };

  /** The text for a security officer. */
  readonly report: {
    readonly title: (kind: string) => string;
    readonly file: string;
    readonly computer: string;
    readonly size: string;
    readonly inWords: string;
    readonly meaning: string;
    readonly identifies: string;
    readonly nothingElse: string;
    readonly check: string;
    readonly exact: string;
  };
}
