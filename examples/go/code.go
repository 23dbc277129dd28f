package keyferry

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
)

// A payload by code, with a line end in place of the first <MachineBindings, which no payload has.
var byCodePattern = regexp.MustCompile(`^<License id="Terms"><LicenseID Value="([\w-]{22})"/><RequestID Value="([\w-]{22})"/>` +
	`(<KeyID Value="[\w-]{11}"/><Product Value="([a-z0-9.-]{1,64})"/>[^\n]*)\nRequired="([1-5])"` +
	`(?:/>|>((?:<Binding Key="[a-z]{2,7}" Value="[\w-]{16}"/>){1,5})</MachineBindings>)` +
	`<InstallationKey Value="([A-Za-z0-9+/]{43}=)"/>([^\n]*</License>)$`)

// reduced returns what was signed of a license by code: without its ids, with the machine's digest in place of the machine.
func reduced(payload string) string {
	match := byCodePattern.FindStringSubmatch(strings.Replace(payload, "<MachineBindings ", "\n", 1))
	require(match != nil, "payload-schema")
	head, product, required, bindings, key, tail := match[3], match[4], match[5], match[6], match[7], match[8]
	machine := sha256.Sum256([]byte("machine/v1|" + product + "|" + key + "|" + digest("hardware/v1|"+bindings, 12)))
	computer := sha256.Sum256(bytesOf(key))
	mark := base64.RawURLEncoding.EncodeToString(append(machine[:12], computer[:5]...))
	text := `<License id="Terms">` + head + `<MachineBindings Required="` + required + `"/><MachineDigest Value="` + mark +
		`"/>` + tail
	id := digest(text, 16)
	require(match[1] == id && match[2] == id, "payload-schema")
	return text
}

// digest returns the first bytes of SHA-256 in base64url.
func digest(text string, size int) string {
	hash := sha256.Sum256([]byte(text))
	return base64.RawURLEncoding.EncodeToString(hash[:size])
}
