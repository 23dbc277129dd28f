/** Languages for which keyboards are set, as BCP 47 tags. `us` is US English, to which most scanners are set. */
export type KeyboardLanguage = 'us' | 'de' | 'fr' | 'de-CH' | 'fr-CH';

/** What a key types, by the 47 keys of a US keyboard from the upper left to the lower right. */
export interface KeyboardLayout {
  readonly language: KeyboardLanguage;
  /** 47 characters without Shift. */
  readonly plain: string;
  /** 47 characters with Shift; {@link noCharacter} where a key types none. */
  readonly shifted: string;
  /** Accents that their keys put on the next character, as they look alone. */
  readonly dead: string;
  /**
   * For each way in which systems let Caps Lock act: the keys that it shifts besides letters, by their US character. Where it
   * shifts none, it acts on letters alone, with accents too.
   */
  readonly capsLock: readonly string[];
}

export const noCharacter = '\u0000';

const us: KeyboardLayout = {
  language: 'us',
  plain: "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
  shifted: '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
  dead: '',
  capsLock: [''],
};

/** The keys of a US keyboard, by which all layouts are listed. */
export const keys = us.plain;

const de: KeyboardLayout = {
  language: 'de',
  plain: '^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-',
  shifted: '°!"§$%&/()=?`QWERTZUIOPÜ*\'ASDFGHJKLÖÄYXCVBNM;:_',
  dead: '^´`',
  // Windows shifts nearly all keys, other systems only letters.
  capsLock: ['', "1234567890-[]\\;',."],
};

const fr: KeyboardLayout = {
  language: 'fr',
  plain: '²&é"\'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!',
  shifted: `${noCharacter}1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§`,
  dead: '^¨',
  capsLock: ['', '1234567890', "1234567890-=]\\'m,./"],
};

const frenchMac: KeyboardLayout = {
  language: 'fr',
  plain: '@&é"\'(§è!çà)-azertyuiop^$`qsdfghjklmùwxcvbn,;:=',
  shifted: '#1234567890°_AZERTYUIOP¨*£QSDFGHJKLM%WXCVBN?./+',
  dead: '^¨',
  capsLock: [''],
};

const swissGerman: KeyboardLayout = {
  language: 'de-CH',
  plain: "§1234567890'^qwertzuiopü¨$asdfghjklöäyxcvbnm,.-",
  shifted: '°+"*ç%&/()=?`QWERTZUIOPè!£ASDFGHJKLéàYXCVBNM;:_',
  dead: '^¨`',
  capsLock: [''],
};

const swissFrench: KeyboardLayout = {
  language: 'fr-CH',
  plain: "§1234567890'^qwertzuiopè¨$asdfghjkléàyxcvbnm,.-",
  shifted: '°+"*ç%&/()=?`QWERTZUIOPü!£ASDFGHJKLöäYXCVBNM;:_',
  dead: '^¨`',
  capsLock: [''],
};

/** US English is the first. */
export const layouts = [us, de, fr, frenchMac, swissGerman, swissFrench] as const satisfies readonly KeyboardLayout[];
