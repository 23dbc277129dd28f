const MOST_REMEMBERED = 256;

/**
 * Remembers what was computed from the last public keys, because documents name the same keys again and again.
 *
 * @param compute gets a copy, which nobody changes later
 */
export function rememberByKey<Value>(compute: (publicKey: Uint8Array) => Value): (publicKey: Uint8Array) => Value {
  const values = new Map<string, Value>();
  return (publicKey) => {
    // Longer ones are no keys.
    if (publicKey.length > 32) return compute(publicKey);
    const name = String.fromCharCode(...publicKey);
    const known = values.get(name);
    if (known !== undefined) return known;
    if (values.size >= MOST_REMEMBERED) values.clear();
    const value = compute(publicKey.slice());
    values.set(name, value);
    return value;
  };
}
