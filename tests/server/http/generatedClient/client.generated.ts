/**
 * Keyferry activation service
 * 1
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "https://service.test"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {
    server1: "https://service.test"
};
export type Order = {
    /** The text of the license request file, exactly as saved. */
    request: string;
    /** Id of a license type, from the catalog. */
    licenseType: string;
    /** The serial number as typed. Case, spaces, hyphens and look-alike letters do not matter. */
    serialNumber?: string;
    /** Instead of a serial number: id of a license that this installation holds. Its seat gets the new license. Ignored with a serial number, and for license types without one. */
    renews?: string;
    /** The holder that the license names: at most 200 UTF-8 bytes, no control characters. */
    holder?: string;
    /** Continue although the machine has changed; send it after `machine-changed`. Not part of the order. */
    confirmChange?: boolean;
};
export type LineError = {
    /** From 1; the line of the column names is the first. */
    line: number;
    code: "file-empty" | "file-too-large" | "file-unreadable" | "file-not-utf8" | "file-unrecognized" | "file-is-web-page" | "file-of-another-vendor" | "file-cut-short" | "file-damaged" | "envelope-malformed" | "document-type-wrong" | "export-too-new" | "export-damaged" | "payload-forbidden-construct" | "signature-malformed" | "signature-invalid" | "key-unknown" | "key-unacceptable" | "key-outside-validity" | "key-revoked" | "payload-schema" | "keyset-missing" | "keyset-rollback" | "license-revoked" | "license-returned" | "license-by-code" | "product-other" | "machine-other" | "installation-other" | "request-other" | "request-forgotten" | "license-not-yet-valid" | "license-expired" | "return-other" | "delivery-unknown" | "return-outdated" | "code-mistyped" | "code-incomplete" | "code-of-another-kind" | "code-other-machine" | "code-names-other" | "code-key-unknown" | "code-other-product" | "code-impossible" | "code-version-unsupported" | "license-type-unknown" | "license-type-not-covered" | "serial-required" | "serial-malformed" | "serial-refused" | "serial-expired" | "trial-used" | "seats-exhausted" | "renewal-refused" | "request-id-reused" | "too-many-attempts" | "machine-changed" | "move-too-often" | "return-superseded" | "return-too-often" | "return-too-soon" | "self-service-off" | "computer-unknown" | "release-too-often" | "network-offline" | "service-unreachable" | "service-answer-not-ours" | "service-busy" | "service-fault" | "service-not-signing" | "service-request-invalid" | "service-not-found" | "frame-damaged" | "frame-version-unsupported" | "parcel-incomplete" | "parcel-damaged" | "parcel-too-large" | "picture-unreadable" | "picture-format-unsupported" | "picture-too-large" | "picture-cut-short" | "picture-without-code" | "code-not-ours" | "scanner-keyboard-layout" | "camera-needs-secure-page" | "camera-denied" | "camera-missing" | "camera-busy" | "clipboard-denied" | "storage-unavailable" | "storage-full" | "storage-too-new" | "storage-blocked" | "storage-superseded" | "storage-lost" | "page-part-missing" | "profile-invalid" | "page-not-prebuilt" | "internal-fault" | "product-unclear" | "product-unknown" | "activation-unknown" | "serial-unknown" | "serial-terms-invalid" | "serial-known-otherwise" | "seats-in-use" | "seat-released" | "import-malformed" | "audit-broken" | "token-refused" | "token-scope-missing";
    details: {
        [key: string]: string | number | string[];
    };
};
export type Problem = {
    /** A URI that names the code. There is nothing to fetch there. */
    "type": string;
    title: string;
    status: number;
    code: "file-empty" | "file-too-large" | "file-unreadable" | "file-not-utf8" | "file-unrecognized" | "file-is-web-page" | "file-of-another-vendor" | "file-cut-short" | "file-damaged" | "envelope-malformed" | "document-type-wrong" | "export-too-new" | "export-damaged" | "payload-forbidden-construct" | "signature-malformed" | "signature-invalid" | "key-unknown" | "key-unacceptable" | "key-outside-validity" | "key-revoked" | "payload-schema" | "keyset-missing" | "keyset-rollback" | "license-revoked" | "license-returned" | "license-by-code" | "product-other" | "machine-other" | "installation-other" | "request-other" | "request-forgotten" | "license-not-yet-valid" | "license-expired" | "return-other" | "delivery-unknown" | "return-outdated" | "code-mistyped" | "code-incomplete" | "code-of-another-kind" | "code-other-machine" | "code-names-other" | "code-key-unknown" | "code-other-product" | "code-impossible" | "code-version-unsupported" | "license-type-unknown" | "license-type-not-covered" | "serial-required" | "serial-malformed" | "serial-refused" | "serial-expired" | "trial-used" | "seats-exhausted" | "renewal-refused" | "request-id-reused" | "too-many-attempts" | "machine-changed" | "move-too-often" | "return-superseded" | "return-too-often" | "return-too-soon" | "self-service-off" | "computer-unknown" | "release-too-often" | "network-offline" | "service-unreachable" | "service-answer-not-ours" | "service-busy" | "service-fault" | "service-not-signing" | "service-request-invalid" | "service-not-found" | "frame-damaged" | "frame-version-unsupported" | "parcel-incomplete" | "parcel-damaged" | "parcel-too-large" | "picture-unreadable" | "picture-format-unsupported" | "picture-too-large" | "picture-cut-short" | "picture-without-code" | "code-not-ours" | "scanner-keyboard-layout" | "camera-needs-secure-page" | "camera-denied" | "camera-missing" | "camera-busy" | "clipboard-denied" | "storage-unavailable" | "storage-full" | "storage-too-new" | "storage-blocked" | "storage-superseded" | "storage-lost" | "page-part-missing" | "profile-invalid" | "page-not-prebuilt" | "internal-fault" | "product-unclear" | "product-unknown" | "activation-unknown" | "serial-unknown" | "serial-terms-invalid" | "serial-known-otherwise" | "seats-in-use" | "seat-released" | "import-malformed" | "audit-broken" | "token-refused" | "token-scope-missing";
    details?: {
        [key: string]: string | number | string[];
    };
    instance?: string;
    /** Of an import: what is wrong, by line. The first is also in `code`. */
    errors?: LineError[];
};
export type ReturnAnswer = {
    outcome: "returned" | "already-returned";
    /** How many machines can be activated now; null where seats are not limited. */
    seatsLeft: number | null;
};
export type ReturnCheck = {
    outcome: "returnable" | "already-returned";
    /** Null where the license has no serial number. */
    limits: {
        perYear: number;
        coolDownDays: number;
    } | null;
    /** How often the machine can return or move its seat until 365 days have passed, this time included. */
    changesLeft: number | null;
};
export type CodeOrder = {
    /** Id of the product; optional while the service has one. */
    product?: string;
    /** The installation code that the machine shows, as typed. Case, spaces, hyphens, O for 0, and I or L for 1 do not matter. */
    installationCode: string;
    /** Id of a license type, from the catalog. */
    licenseType: string;
    /** The serial number as typed. Case, spaces, hyphens and look-alike letters do not matter. */
    serialNumber?: string;
    /** The holder that the license names: at most 200 UTF-8 bytes, no control characters. */
    holder?: string;
    /** Continue although the machine has changed; send it after `machine-changed`. Not part of the order. */
    confirmChange?: boolean;
    /** Issue a new license also where the machine was given one today, for example because it refuses that one. */
    "new"?: boolean;
};
export type ConfirmationCode = {
    /** The confirmation code, to be typed at the machine: groups of six characters, in their order. */
    groups: string[];
    licenseId: string;
    /** The computer ID, to compare with the one on the machine. */
    machine: string;
    licenseType: string;
    /** Instant in UTC, YYYY-MM-DDTHH:MM:SSZ. */
    issuedAt: string;
    /** When the license ends; null: never. */
    stopDate: string | null;
};
export type CodeReturn = {
    /** Id of the product; optional while the service has one. */
    product?: string;
    /** The return code that the machine shows, as typed. Case, spaces, hyphens, O for 0, and I or L for 1 do not matter. */
    returnCode: string;
};
export type CodeReturned = {
    outcome: "returned" | "already-returned";
    /** How many machines can be activated now; null where seats are not limited. */
    seatsLeft: number | null;
    /** The computer ID, to compare with the one on the machine. */
    machine: string;
};
export type ComputersRequest = {
    /** Id of the product; optional while the service has one. */
    product?: string;
    /** The serial number as typed. It is all that the call needs: who has it may use it. */
    serialNumber: string;
    /** `next` of the page before. */
    cursor?: string;
    /** Rows, 1 to 200; 50 by default. */
    limit?: number;
};
export type Computer = {
    /** Of its seat. */
    id: string;
    /** The machine name, as the wizard shows it on that computer. */
    machine: string;
    /** When it took its seat. */
    since: string;
    /** When its newest license was issued. */
    lastIssuedAt: string;
    licenseType: string;
    /** When its newest license ends; null: never. */
    stopDate: string | null;
};
export type Computers = {
    licenseType: string;
    holder: string;
    /** Sold. */
    seats: number;
    seatsTaken: number;
    /** The first instant at which the serial number is expired; null: never. */
    expiresAt: string | null;
    /** How many computers can be removed now. */
    releasesLeft: number;
    /** When one can be removed again; null while `releasesLeft` is not 0, or where the vendor allows none. */
    nextReleaseAt: string | null;
    /** One page, by number of the seat. */
    computers: Computer[];
    /** The cursor of the next page; null at the end. */
    next: string | null;
};
export type ComputerRequest = {
    /** Id of the product; optional while the service has one. */
    product?: string;
    /** The serial number as typed. It is all that the call needs: who has it may use it. */
    serialNumber: string;
    /** `id` of a computer in the list. */
    computer: string;
};
export type ComputerReleased = {
    outcome: "released" | "already-released";
    /** How many computers can be activated now. */
    seatsLeft: number;
    /** How many computers can be removed now. */
    releasesLeft: number;
    /** When one can be removed again; null while `releasesLeft` is not 0, or where the vendor allows none. */
    nextReleaseAt: string | null;
};
export type LicenseType = {
    id: string;
    name: string;
    description?: string;
    serialNumber: "required" | "none";
    serialNumbers?: "keyferry" | "any";
    trial?: boolean;
};
export type Catalog = {
    product: {
        id: string;
        name: string;
        version: string;
    };
    licenseTypes: LicenseType[];
    keyset: {
        version: number;
    };
    selfService: {
        enabled: boolean;
    };
};
export type ProductList = {
    products: Catalog[];
};
export type Status = {
    status: "ok" | "ready";
};
export type Identity = {
    name: string;
    scopes: ("activations:read" | "activations:write" | "serials:read" | "serials:write" | "audit:read" | "metrics:read")[];
    /** Ids of the only products that the token sees and changes; null: all. */
    products: string[] | null;
    expiresAt: string | null;
};
export type ActivationSearch = {
    /** The last group of a serial number, or all of it; the id of a request or license; a computer ID; the installation key of a machine; or words of the holder’s name or of the serial number’s note, each from its beginning, in any case, with or without accents. Empty: everything. */
    text?: string;
    state?: "active" | "released" | "flagged";
    /** Id of a product. Absent in a search: all products; elsewhere: the only one. */
    product?: string;
    /** Id of a license type. */
    licenseType?: string;
    /** `next` of the page before. */
    cursor?: string;
    /** Rows, 1 to 200; 50 by default. */
    limit?: number;
};
export type Activation = {
    licenseId: string;
    /** Of the request that the license answers. */
    requestId: string;
    product: string;
    licenseType: string;
    holder: string;
    /** The computer ID. */
    machine: string;
    /** Instant in UTC, YYYY-MM-DDTHH:MM:SSZ. */
    issuedAt: string;
    stopDate: string | null;
    serialId: string | null;
    serialMasked: string | null;
    seatId: string;
    flaggedAt: string | null;
    releasedAt: string | null;
    /** By the machine, by the vendor, or by the customer. */
    releaseReason: ("returned" | "released" | "removed") | null;
    /** Id of the license that this one replaces. */
    reissueOf: string | null;
};
export type ActivationPage = {
    rows: Activation[];
    /** The cursor of the next page; null at the end. */
    next: string | null;
};
export type HistoryEntry = {
    /** Instant in UTC, YYYY-MM-DDTHH:MM:SSZ. */
    at: string;
    event: "taken" | "issued" | "reissued" | "moved" | "flagged" | "returned" | "released" | "removed";
    licenseId: string | null;
    machine: string | null;
};
export type Serial = {
    serialId: string;
    masked: string;
    product: string;
    licenseType: string;
    /** Sold. */
    seats: number;
    seatsTaken: number;
    holder: string;
    /** In addition to those of the license type. */
    features: string[];
    termDays: number | null;
    note: string;
    /** Instant in UTC, YYYY-MM-DDTHH:MM:SSZ. */
    createdAt: string;
    /** From which license types with `validFrom` `sale` count their days. */
    soldAt: string;
    /** When it first yielded a license; null: not yet. */
    firstActivatedAt: string | null;
    /** The first instant at which it is expired; null: never. */
    expiresAt: string | null;
    blockedAt: string | null;
};
export type ActivationRecord = {
    licenseId: string;
    /** Of the request that the license answers. */
    requestId: string;
    product: string;
    licenseType: string;
    holder: string;
    /** The computer ID. */
    machine: string;
    /** Instant in UTC, YYYY-MM-DDTHH:MM:SSZ. */
    issuedAt: string;
    stopDate: string | null;
    serialId: string | null;
    serialMasked: string | null;
    seatId: string;
    flaggedAt: string | null;
    releasedAt: string | null;
    /** By the machine, by the vendor, or by the customer. */
    releaseReason: ("returned" | "released" | "removed") | null;
    /** Id of the license that this one replaces. */
    reissueOf: string | null;
    seat: {
        /** Among the seats in use, from 1; null once it is free. */
        "number": number | null;
        /** Instant in UTC, YYYY-MM-DDTHH:MM:SSZ. */
        takenAt: string;
        /** How often its machine got a license for changed hardware. */
        moves: number;
        movedAt: string | null;
    };
    /** Newest first. */
    history: HistoryEntry[];
    serial: Serial | null;
};
export type Nothing = {};
export type ReissueOrder = {
    /** Issue a new license also where machines accept the earlier one, for example to end a suspect clock. */
    "new"?: boolean;
};
export type SerialSearch = {
    /** The last group of a serial number, or all of it; its id; or words of the holder’s name or the note, each from its beginning, in any case, with or without accents. Empty: everything. */
    text?: string;
    state?: "good" | "blocked" | "expired";
    /** Id of a product. Absent in a search: all products; elsewhere: the only one. */
    product?: string;
    /** Id of a license type. */
    licenseType?: string;
    /** `next` of the page before. */
    cursor?: string;
    /** Rows, 1 to 200; 50 by default. */
    limit?: number;
};
export type SerialPage = {
    rows: Serial[];
    /** The cursor of the next page; null at the end. */
    next: string | null;
};
export type MintOrder = {
    /** Id of a product. Absent in a search: all products; elsewhere: the only one. */
    product?: string;
    /** Id of a license type that needs a serial number. */
    licenseType: string;
    /** 1 to 10000. */
    count: number;
    /** 1 to 1000000. */
    seats: number;
    /** The holder that licenses name when an order names none. */
    holder?: string;
    /** For the vendor’s staff, at most 500 UTF-8 bytes. */
    note?: string;
    /** In addition to those of the license type. */
    features?: string[];
    /** Days until a license expires, 1 to 36525, from where the license type counts them. Default: the license type’s. */
    termDays?: number;
    /** When it was sold, from which license types with `validFrom` `sale` count: a date YYYY-MM-DD, from the beginning of that day in UTC, or an instant YYYY-MM-DDTHH:MM:SSZ. Default: now. */
    soldAt?: string;
    /** When the serial number and its licenses expire: a date YYYY-MM-DD, valid through the end of that day in UTC, or an instant YYYY-MM-DDTHH:MM:SSZ, from which it is no longer valid. */
    expiresAt?: string;
};
export type MintedSerial = {
    serialId: string;
    /** In clear. The service stores a digest only and cannot show it again. */
    serialNumber: string;
    masked: string;
};
export type Minted = {
    serials: MintedSerial[];
};
export type Imported = {
    added: number;
    /** Serial numbers that were there before, with the same terms. */
    known: number;
};
export type SerialChange = {
    /** Id of a license type that needs a serial number. */
    licenseType?: string;
    /** 1 to 1000000, and no fewer than are in use. */
    seats?: number;
    /** 1 to 36525; null: as the license type says. */
    termDays?: number | null;
    /** When the serial number and its licenses expire: a date YYYY-MM-DD, valid through the end of that day in UTC, or an instant YYYY-MM-DDTHH:MM:SSZ, from which it is no longer valid; null: never. */
    expiresAt?: string | null;
    /** Days, 1 to 36525, by which its end becomes later: counted from its end, or from now if that has passed. Not together with expiresAt and termDays. */
    extendDays?: number;
    /** All features in addition to those of the license type. */
    features?: string[];
    /** The holder that licenses name when an order names none. */
    holder?: string;
    /** For the vendor’s staff, at most 500 UTF-8 bytes. */
    note?: string;
    /** Why, for the history and the audit trail, which keep it forever: name no person. At most 500 UTF-8 bytes. */
    reason?: string;
};
export type SerialHistoryEntry = {
    /** Instant in UTC, YYYY-MM-DDTHH:MM:SSZ. */
    at: string;
    event: "added" | "changed" | "blocked" | "unblocked";
    /** As in the audit trail. */
    actor: string;
    reason: string | null;
    /** Of a change, what became of each field. */
    changes: {
        field: "licenseType" | "seats" | "termDays" | "expiresAt" | "features" | "holder" | "note";
        /** Null: none. Of holder and note, always null. */
        before: string | null;
        /** As `before`. */
        after: string | null;
    }[];
};
export type Seat = {
    seatId: string;
    /** Among the seats in use, from 1; 0 once it is free. */
    "number": number;
    /** Instant in UTC, YYYY-MM-DDTHH:MM:SSZ. */
    takenAt: string;
    /** How often its machine got a license for changed hardware. */
    moves: number;
    movedAt: string | null;
    flaggedAt: string | null;
    releasedAt: string | null;
    /** By the machine, by the vendor, or by the customer. */
    releaseReason: ("returned" | "released" | "removed") | null;
    licenseId: string;
    machine: string;
    holder: string;
    /** Instant in UTC, YYYY-MM-DDTHH:MM:SSZ. */
    issuedAt: string;
};
export type SerialRecord = {
    serialId: string;
    masked: string;
    product: string;
    licenseType: string;
    /** Sold. */
    seats: number;
    seatsTaken: number;
    holder: string;
    /** In addition to those of the license type. */
    features: string[];
    termDays: number | null;
    note: string;
    /** Instant in UTC, YYYY-MM-DDTHH:MM:SSZ. */
    createdAt: string;
    /** From which license types with `validFrom` `sale` count their days. */
    soldAt: string;
    /** When it first yielded a license; null: not yet. */
    firstActivatedAt: string | null;
    /** The first instant at which it is expired; null: never. */
    expiresAt: string | null;
    blockedAt: string | null;
    /** From the audit trail, newest first, at most one page. */
    history: SerialHistoryEntry[];
    /** Seats that were in use before, newest first, at most one page. */
    givenUp: Seat[];
};
export type SerialsChanged = {
    /** Lines that changed something. */
    changed: number;
    /** Lines whose serial number was like that before. */
    same: number;
};
export type SeatPage = {
    rows: Seat[];
    /** The cursor of the next page; null at the end. */
    next: string | null;
};
export type AuditRow = {
    /** From 1, without gaps. */
    sequence: number;
    /** Instant in UTC, YYYY-MM-DDTHH:MM:SSZ. */
    at: string;
    event: string;
    /** `service`, `command-line`, or `token:` and the name of a token. */
    actor: string;
    facts: {
        [key: string]: string | number;
    };
    /** The exact text that is hashed: the fields above as JSON. */
    entry: string;
    previousHash: string;
    /** SHA-256 of `previousHash`, `sequence` and `entry`, each on a line of its own; hexadecimal. */
    hash: string;
};
export type AuditPage = {
    rows: AuditRow[];
    /** The cursor of the next page; null at the end. */
    next: string | null;
};
/**
 * Order a license
 */
export function activate(order: Order, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: string;
    } | {
        status: 201;
        data: string;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/api/v1/activations", oazapfts.json({
        ...opts,
        method: "POST",
        body: order
    }));
}
/**
 * Return a license
 */
export function returnLicense(body: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ReturnAnswer;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/api/v1/returns", {
        ...opts,
        method: "POST",
        body
    });
}
/**
 * Check whether a license can be returned
 */
export function checkReturn(body: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ReturnCheck;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/api/v1/returns/check", {
        ...opts,
        method: "POST",
        body
    });
}
/**
 * Order a license for a machine that shows an installation code
 */
export function activateByCode(codeOrder: CodeOrder, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ConfirmationCode;
    } | {
        status: 201;
        data: ConfirmationCode;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/api/v1/codes/activations", oazapfts.json({
        ...opts,
        method: "POST",
        body: codeOrder
    }));
}
/**
 * Return a license by the return code that its machine shows
 */
export function returnByCode(codeReturn: CodeReturn, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: CodeReturned;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/api/v1/codes/returns", oazapfts.json({
        ...opts,
        method: "POST",
        body: codeReturn
    }));
}
/**
 * List the computers of a serial number
 */
export function listComputers(computersRequest: ComputersRequest, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Computers;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>("/api/v1/computers", oazapfts.json({
        ...opts,
        method: "POST",
        body: computersRequest
    }));
}
/**
 * Get the license of a computer again
 */
export function fetchLicense(computerRequest: ComputerRequest, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: string;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    }>("/api/v1/computers/license", oazapfts.json({
        ...opts,
        method: "POST",
        body: computerRequest
    }));
}
/**
 * Remove a computer that is lost or broken
 */
export function releaseComputer(computerRequest: ComputerRequest, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ComputerReleased;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/api/v1/computers/release", oazapfts.json({
        ...opts,
        method: "POST",
        body: computerRequest
    }));
}
/**
 * List the products with their license types
 */
export function products(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ProductList;
    } | {
        status: 429;
        data: Problem;
    }>("/api/v1/products", {
        ...opts
    });
}
/**
 * List the license types
 */
export function catalog({ product }: {
    product?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Catalog;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/catalog${QS.query(QS.explode({
        product
    }))}`, {
        ...opts
    });
}
/**
 * Get the current keyset
 */
export function keyset({ product }: {
    product?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: string;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/keyset${QS.query(QS.explode({
        product
    }))}`, {
        ...opts
    });
}
/**
 * Get this description
 */
export function describe(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: object;
    } | {
        status: 429;
        data: Problem;
    }>("/api/v1/openapi.json", {
        ...opts
    });
}
/**
 * Get metrics for Prometheus
 */
export function metrics(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: string;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>("/metrics", {
        ...opts
    });
}
/**
 * Check whether the process responds
 */
export function health(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Status;
    }>("/healthz", {
        ...opts
    });
}
/**
 * Check whether licenses can be issued
 */
export function readiness(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Status;
    } | {
        status: 503;
        data: Problem;
    }>("/readyz", {
        ...opts
    });
}
/**
 * Get the name and scopes of the token
 */
export function whoami(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Identity;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>("/api/v1/admin/whoami", {
        ...opts
    });
}
/**
 * Search activations
 */
export function searchActivations(activationSearch: ActivationSearch, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ActivationPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>("/api/v1/admin/activations/search", oazapfts.json({
        ...opts,
        method: "POST",
        body: activationSearch
    }));
}
/**
 * Get an activation by its license id, with its seat and history
 */
export function showActivation(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ActivationRecord;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/activations/${encodeURIComponent(id)}`, {
        ...opts
    });
}
/**
 * Free the seat of a machine that no longer exists
 */
export function releaseSeat(id: string, nothing: Nothing, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ActivationRecord;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/activations/${encodeURIComponent(id)}/release`, oazapfts.json({
        ...opts,
        method: "POST",
        body: nothing
    }));
}
/**
 * Get the license again, or a new one where its terms changed or machines no longer accept it
 */
export function reissueLicense(id: string, reissueOrder: ReissueOrder, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: string;
    } | {
        status: 201;
        data: string;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/activations/${encodeURIComponent(id)}/reissue`, oazapfts.json({
        ...opts,
        method: "POST",
        body: reissueOrder
    }));
}
/**
 * Issue a license to a machine whose installation code was read out
 */
export function issueByCode(codeOrder: CodeOrder, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ConfirmationCode;
    } | {
        status: 201;
        data: ConfirmationCode;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>("/api/v1/admin/codes/activations", oazapfts.json({
        ...opts,
        method: "POST",
        body: codeOrder
    }));
}
/**
 * Take a license back by the return code that was read out
 */
export function takeReturnCode(codeReturn: CodeReturn, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: CodeReturned;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>("/api/v1/admin/codes/returns", oazapfts.json({
        ...opts,
        method: "POST",
        body: codeReturn
    }));
}
/**
 * Export all activations, oldest first
 */
export function exportActivations({ product }: {
    product?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: string;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/activations.csv${QS.query(QS.explode({
        product
    }))}`, {
        ...opts
    });
}
/**
 * Search serial numbers
 */
export function searchSerials(serialSearch: SerialSearch, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SerialPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>("/api/v1/admin/serials/search", oazapfts.json({
        ...opts,
        method: "POST",
        body: serialSearch
    }));
}
/**
 * Create serial numbers
 */
export function mintSerials(mintOrder: MintOrder, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: Minted;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>("/api/v1/admin/serials", oazapfts.json({
        ...opts,
        method: "POST",
        body: mintOrder
    }));
}
/**
 * Import serial numbers that were sold elsewhere
 */
export function importSerials(body: string, { product }: {
    product?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Imported;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/serials/import${QS.query(QS.explode({
        product
    }))}`, {
        ...opts,
        method: "POST",
        body
    });
}
/**
 * Change the terms of a serial number
 */
export function changeSerial(id: string, serialChange: SerialChange, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SerialRecord;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/serials/${encodeURIComponent(id)}/change`, oazapfts.json({
        ...opts,
        method: "POST",
        body: serialChange
    }));
}
/**
 * Change the terms of many serial numbers
 */
export function changeSerials(body: string, { product }: {
    product?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SerialsChanged;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/serials/changes${QS.query(QS.explode({
        product
    }))}`, {
        ...opts,
        method: "POST",
        body
    });
}
/**
 * Get a serial number by its id, with its history and the seats that were in use before
 */
export function showSerial(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SerialRecord;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/serials/${encodeURIComponent(id)}`, {
        ...opts
    });
}
/**
 * List the seats of a serial number that are in use
 */
export function listSeats(id: string, { cursor }: {
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SeatPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/serials/${encodeURIComponent(id)}/seats${QS.query(QS.explode({
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Block a serial number: no new licenses
 */
export function blockSerial(id: string, nothing: Nothing, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SerialRecord;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/serials/${encodeURIComponent(id)}/block`, oazapfts.json({
        ...opts,
        method: "POST",
        body: nothing
    }));
}
/**
 * Unblock a serial number
 */
export function unblockSerial(id: string, nothing: Nothing, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SerialRecord;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/serials/${encodeURIComponent(id)}/unblock`, oazapfts.json({
        ...opts,
        method: "POST",
        body: nothing
    }));
}
/**
 * Export all serial numbers, masked, oldest first
 */
export function exportSerials({ product }: {
    product?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: string;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/serials.csv${QS.query(QS.explode({
        product
    }))}`, {
        ...opts
    });
}
/**
 * List the audit trail, oldest first
 */
export function listAudit({ cursor }: {
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: AuditPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>(`/api/v1/admin/audit${QS.query(QS.explode({
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Export the audit trail, oldest first
 */
export function exportAudit(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: string;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    }>("/api/v1/admin/audit.csv", {
        ...opts
    });
}
