package keyferry

import (
	"bytes"
	"regexp"
	"time"
)

var between = regexp.MustCompile(`</root>(?:\r\n|[\r\n])?[\r\n \x{feff}]*<\?xml `)

// SplitDelivery returns the files of a delivery, exact bytes each: those of licenses, and those of keysets.
func SplitDelivery(file []byte) (licenses, keysets [][]byte) {
	for rest := file; rest != nil; {
		part := rest
		if rest = nil; between.Match(part) {
			end := between.FindIndex(part)[0] + len("</root>")
			for _, lineEnd := range []string{"\r", "\n"} {
				if bytes.HasPrefix(part[end:], []byte(lineEnd)) {
					end++
				}
			}
			part, rest = part[:end], part[end:]
		}
		if bytes.Contains(part, []byte("\n<Keyset ")) {
			keysets = append(keysets, part)
		} else {
			licenses = append(licenses, part)
		}
	}
	return licenses, keysets
}

// NewestKeyset returns the newest keyset that is genuine, and its file, which you keep. It takes at least one file and the
// pinned root keys, 32 bytes each.
func NewestKeyset(files [][]byte, rootKeys [][]byte, product string) (newest Document, file []byte, refusal error) {
	for _, one := range files {
		keyset, err := VerifyKeyset(one, rootKeys, product, number(newest.Value("Epoch")), number(newest.Value("Version")))
		if err == nil {
			newest, file = keyset, one
		} else if refusal == nil {
			refusal = err
		}
	}
	if file != nil {
		refusal = nil
	}
	return newest, file, refusal
}

// Refusals of licenses that are this machine's own; a later one says more.
var lastChecks = map[error]int{
	Refusal("license-returned"): 1, Refusal("request-other"): 2, Refusal("license-not-yet-valid"): 3, Refusal("license-expired"): 4,
}

// BestLicense returns the best license of those that are valid.
func BestLicense(files [][]byte, keyset Document, product string, machine Machine, now time.Time) (Document, error) {
	return bestAt(files, keyset, product, machine, func(Document) time.Time { return now })
}

func bestAt(files [][]byte, keyset Document, product string, machine Machine, at moment) (best Document, err error) {
	err = Refusal("document-type-wrong")
	for index, file := range files {
		license, refusal := verifyAt(file, keyset, product, machine, at)
		if refusal != nil && (index == 0 || lastChecks[refusal] > lastChecks[err]) {
			err = refusal
		}
		if refusal == nil && (best == "" || isBetter(license, best)) {
			best = license
		}
	}
	if best != "" {
		err = nil
	}
	return best, err
}

// isBetter compares by issue, then by end, where none is latest, then by id.
func isBetter(one, other Document) bool {
	if one.Value("IssuedAt") != other.Value("IssuedAt") {
		return one.Value("IssuedAt") > other.Value("IssuedAt")
	}
	if one.Value("StopDate") != other.Value("StopDate") {
		return one.Value("StopDate") == "" || other.Value("StopDate") != "" && one.Value("StopDate") > other.Value("StopDate")
	}
	return one.Value("LicenseID") < other.Value("LicenseID")
}
