/** The trace that a call belongs to (W3C Trace Context), as the log names it. */
export interface TraceContext {
  /** 16 bytes in lower-case hexadecimal. */
  readonly traceId: string;
  /** The caller's span: 8 bytes in lower-case hexadecimal. */
  readonly parentId: string;
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;

/**
 * Reads a `traceparent` field (https://www.w3.org/TR/trace-context/ section 3.2). The service calls no other service and
 * records no spans, so it does not answer with a field of its own.
 *
 * @returns null for a field that is absent or invalid, which the specification ignores
 */
export function readTraceparent(field: string | undefined): TraceContext | null {
  const [, version, traceId = '', parentId = '', more] = TRACEPARENT.exec(field?.trim() ?? '') ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return null;
  // All zeros are invalid.
  return /[^0]/.test(traceId) && /[^0]/.test(parentId) ? { traceId, parentId } : null;
}
