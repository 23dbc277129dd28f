// Package keyferry verifies Keyferry deliveries, licenses and keysets as specified in docs/format.md. Needs only Go 1.19.
// SplitDelivery a license file, find the NewestKeyset with your pinned root keys, then the BestLicense with it.
package keyferry

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Refusal is the code of a refused document.
type Refusal string

func (code Refusal) Error() string { return string(code) }

// require panics with a Refusal, which the Verify functions recover as their error.
func require(holds bool, code Refusal) {
	if !holds {
		panic(code)
	}
}

// Document is a verified payload: canonical text with fields found by name.
type Document string

// Value returns the text of the first element with this name, or "". Instants sort as text.
func (d Document) Value(name string) string { return append(d.Values(name), "")[0] }

// Values returns the texts of all elements with this name, such as Feature.
func (d Document) Values(name string) (values []string) {
	for _, found := range regexp.MustCompile(`<`+name+` \w+="([^"]*)"`).FindAllStringSubmatch(string(d), -1) {
		values = append(values, html.UnescapeString(found[1]))
	}
	return values
}

// Entitlement is a right beyond the features; ValidTo is an instant, or "" where it has no end.
type Entitlement struct{ Namespace, Tag, Type, ValidTo string }

// Entitlements returns those of a license.
func (d Document) Entitlements() (all []Entitlement) {
	for _, found := range entitlement.FindAllStringSubmatch(string(d), -1) {
		for i := range found {
			found[i] = html.UnescapeString(found[i])
		}
		all = append(all, Entitlement{found[1], found[2], found[3], found[4]})
	}
	return all
}

// VerifyKeyset takes the pinned root keys, 32 bytes each, and the highest epoch and version relied on so far.
func VerifyKeyset(file []byte, rootKeys [][]byte, product string, epoch, version int) (_ Document, err error) {
	defer func() { err, _ = recover().(error) }()
	payload, signed, keyID, signature := open(file, "Keyset")
	var root []byte
	for _, key := range rootKeys {
		if KeyID(key) == keyID {
			root = key
		}
	}
	require(root != nil, "key-unknown")
	checkSignature(signature, signed, root)
	keyset := read(payload, keysetPattern, keyID)
	require(keyset.Value("Product") == product, "product-other")
	require(number(keyset.Value("Epoch")) >= epoch && number(keyset.Value("Version")) >= version, "keyset-rollback")
	return keyset, nil
}

// Machine is what a license is held against.
type Machine struct {
	InstallationKey    string              // base64; needed for licenses that are bound to no hardware
	Bindings           map[string][]string // values by component, several where the machine has several
	Requests, Returned map[string]bool     // ids of sent requests, nil if not kept; ids of returned licenses
}

// VerifyLicense returns a license that is valid for this product, on this machine, now.
func VerifyLicense(file []byte, keyset Document, product string, machine Machine, now time.Time) (Document, error) {
	return verifyAt(file, keyset, product, machine, func(Document) time.Time { return now })
}

// moment is what counts as now for a license.
type moment func(Document) time.Time

func verifyAt(file []byte, keyset Document, product string, machine Machine, at moment) (_ Document, err error) {
	defer func() { err, _ = recover().(error) }()
	payload, signed, keyID, signature := open(file, "License")
	entry := `<Key KeyID="` + keyID + `" Value="(.*?)" NotBefore="(.*?)" NotAfter="(.*?)"`
	key := regexp.MustCompile(entry).FindStringSubmatch(string(keyset))
	require(!strings.Contains(string(keyset), `<RevokedKey Value="`+keyID), "key-revoked")
	require(key != nil, "key-unknown")
	checkSignature(signature, signed, bytesOf(key[1]))
	license := read(payload, licensePattern, keyID)
	require(key[2] <= license.Value("IssuedAt") && license.Value("IssuedAt") < key[3], "key-outside-validity")
	require(!strings.Contains(string(keyset), `"`+license.Value("LicenseID")+`"`), "license-revoked")
	require(license.Value("Product") == product, "product-other")
	bound, shown, equal, required := strings.Count(string(license), "<Binding "), 0, 0, number(license.Value("MachineBindings"))
	for component, values := range machine.Bindings {
		if value := license.Value(`Binding Key="` + component + `"`); value != "" && len(values) > 0 {
			shown, equal = shown+1, equal+len(strings.SplitN(strings.Join(values, " "), value, 2))-1 // any of them, once
		}
	}
	require(bound > 0 || license.Value("InstallationKey") == machine.InstallationKey, "installation-other")
	require(equal >= required || equal == bound || equal == shown && equal > 1 && equal*2 >= bound, "machine-other")
	require(!machine.Returned[license.Value("LicenseID")], "license-returned")
	byCode := license.Value("RequestID") == license.Value("LicenseID")
	require(byCode || machine.Requests == nil || machine.Requests[license.Value("RequestID")], "request-other")
	now := at(license)
	require(now.Add(5*time.Minute).UTC().Format(instant) >= license.Value("StartDate"), "license-not-yet-valid")
	require(license.Value("StopDate") == "" || now.UTC().Format(instant) < license.Value("StopDate"), "license-expired")
	return license, nil
}

var (
	whole = regexp.MustCompile(`^<\?xml version="1\.0" encoding="UTF-8"\?>\n<root>\n` +
		`(<(LicenseRequest|License|Keyset|LicenseReturn|ActivationReceipt) id="Terms">[^\n]*</(\w+)>)\n` +
		`<Signature Algorithm="([^"\n]*)" KeyId="([^"\n]*)">([^<\n]*)</Signature>\n</root>\n$`)
	forbidden = regexp.MustCompile(`<[!?]|[&\x00-\x1f\x7f-\x{9f}\x{2028}\x{2029}\x{feff}\x{fffe}\x{ffff}]`)
	entity    = regexp.MustCompile(`&(amp|lt|gt|quot|apos);`)
	// Its text has been checked when it is used.
	entitlement = regexp.MustCompile(`<Entitlement Ns="(.*?)" Tag="(.*?)" Type="(.*?)"(?: ValidTo="(.*?)")?/>`)
	sealed      = regexp.MustCompile(`^Ed25519(?:-Code)? ` + keyIDText + ` [A-Za-z0-9+/]{85}[AQgw]==$`)
)

// open splits a file. Nothing in it is authentic yet; no XML parser sees it.
func open(file []byte, element string) (payload string, signed []byte, keyID string, signature []byte) {
	require(len(file) > 0, "file-empty")
	require(len(file) <= 65536, "file-too-large")
	text := string(file)
	require(strings.ToValidUTF8(text, "") == text, "file-not-utf8")
	match := whole.FindStringSubmatch(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"))
	require(match != nil && match[2] == match[3], "envelope-malformed")
	require(match[2] == element, "document-type-wrong")
	byCode := match[4] == "Ed25519-Code"
	require(sealed.MatchString(strings.Join(match[4:], " ")) && (element == "License" || !byCode), "signature-malformed")
	require(!forbidden.MatchString(entity.ReplaceAllString(match[1], "_")), "payload-forbidden-construct")
	kind, line := strings.ToLower(element), match[1]
	if byCode {
		kind, line = "license-by-code", reduced(line)
	}
	media := "application/vnd.keyferry." + kind + ".v1+xml"
	return match[1], fmt.Appendf(nil, "DSSEv1 %d %s %d %s", len(media), media, len(line), line), match[5], bytesOf(match[6])
}

func bytesOf(text string) []byte { decoded, _ := base64.StdEncoding.DecodeString(text); return decoded }
func number(text string) int     { value, _ := strconv.Atoi(text); return value }

// KeyID returns the id of a 32-byte key.
func KeyID(key []byte) string {
	hash := sha256.Sum256(append([]byte("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00"), key...))
	return base64.RawURLEncoding.EncodeToString(hash[:8])
}

func checkSignature(signature, signed, key []byte) {
	require(acceptable(key), "key-unacceptable")
	require(ed25519.Verify(key, signed, signature) && acceptable(signature[:32]), "signature-invalid")
}

var (
	one, minusOne, bit255 = big.NewInt(1), big.NewInt(-1), new(big.Int).Lsh(one, 255)
	prime, d              = plus(bit255, big.NewInt(-19)), times(big.NewInt(-121665), inverse(big.NewInt(121666)))
	order, _              = new(big.Int).SetString("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16)
)

func times(a, b *big.Int) *big.Int { return new(big.Int).Mod(new(big.Int).Mul(a, b), prime) }
func plus(a, b *big.Int) *big.Int  { return new(big.Int).Add(a, b) }
func inverse(a *big.Int) *big.Int  { return new(big.Int).ModInverse(a, prime) }

// add returns the sum of two points, as x and y.
func add(p, q [2]*big.Int) [2]*big.Int {
	k := times(d, times(times(p[0], q[0]), times(p[1], q[1])))
	x, y := plus(times(p[0], q[1]), times(p[1], q[0])), plus(times(p[1], q[1]), times(p[0], q[0]))
	return [2]*big.Int{times(x, inverse(plus(one, k))), times(y, inverse(plus(one, times(minusOne, k))))}
}

// acceptable is the key gate. Multiplying by the group order also refuses x = 0 and a wrong sign of x.
func acceptable(key []byte) bool {
	reversed := make([]byte, len(key))
	for i, octet := range key {
		reversed[len(key)-1-i] = octet
	}
	y := new(big.Int).AndNot(new(big.Int).SetBytes(reversed), bit255)
	yy := times(y, y)
	x := new(big.Int).ModSqrt(times(plus(yy, minusOne), inverse(plus(times(d, yy), one))), prime)
	sum, choices := [2]*big.Int{new(big.Int), one}, [2][2]*big.Int{{new(big.Int), one}, {x, y}}
	for bit := order.BitLen() - 1; x != nil && bit >= 0; bit-- {
		sum = add(add(sum, sum), choices[order.Bit(bit)])
	}
	return len(key) == 32 && y.Cmp(prime) < 0 && x != nil && x.Sign() > 0 && sum[0].Sign() == 0 && sum[1].Cmp(one) == 0
}

// In canonical base64, the unused bits of the last character are zero.
const keyText, keyIDText = `[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=`, `[\w-]{10}[AEIMQUYcgkosw048]`
const text, instant = `[^"<>'\x{202a}-\x{202e}\x{2066}-\x{2069}]`, "2006-01-02T15:04:05Z"

// Canonical text of each document: NAME:KIND is a single field, NAME[ITEM] a list.
var keys = regexp.MustCompile(`<(?:Key KeyID="(.*?)"|InstallationKey) Value="(.*?)"`)
var licensePattern = pattern(`<License id="Terms">, LicenseID:id128, RequestID:id128, KeyID:keyid, Product:name,
 LicenseType:name, Holder:holder, Features[Feature:word], Entitlements[<Entitlement Ns="{word}" Tag="{word}"
 Type="{word}"(?: ValidTo="{instant}")?/>], <MachineBindings Required="[1-5]"(?:/>|>{os}{system}{board}{disk}{network}
</MachineBindings>), InstallationKey:key, (?:SerialMasked:mask)?, StartDate:instant, (?:StopDate:instant)?,
 (?:UpdateDate:instant)?, InitialActivationDate:instant, IssuedAt:instant, LicenseVersion:word, ClientProvidedVersion:word,
 </License>`)
var keysetPattern = pattern(`<Keyset id="Terms">, RootKeyID:keyid, Product:name, Epoch:number, Version:number,
 IssuedAt:instant, Keys[<Key KeyID="{keyid}" Value="{key}" NotBefore="{instant}" NotAfter="{instant}"/>],
 RevokedKeys[RevokedKey:keyid], RevokedLicenses[RevokedLicense:id128], </Keyset>`)
var kinds = strings.NewReplacer(",\n ", "", ", ", "", "\n ", " ", "\n", "", "{key}", keyText, "{keyid}", keyIDText,
	"{id128}", `[\w-]{21}[AQgw]`, "{name}", `[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?`, "{number}", `[1-9][0-9]{0,9}`,
	"{holder}", text+"*", "{word}", text+"+", "{instant}", `[0-9-]{10}T[0-9:]{8}Z`,
	"{binding}", `Value="[\w-]{16}"`, "{mask}", `(?:\*{5}-){3}[0-9A-HJKMNP-TV-Z]{5}`)

func pattern(rows string) *regexp.Regexp {
	rows = regexp.MustCompile(`(\w+):(\w+)`).ReplaceAllString(rows, `<$1 Value="{$2}"/>`)
	rows = regexp.MustCompile(`(?s)(\w+)\[(.*?)\]`).ReplaceAllString(rows, `<$1(?:/>|>(?:$2)+</$1>)`)
	rows = regexp.MustCompile(`{(os|system|board|disk|network)}`).ReplaceAllString(rows, `(?:<Binding Key="$1" {binding}/>)?`)
	return regexp.MustCompile("^" + kinds.Replace(rows) + "$")
}

// read checks a payload with a verified signature. Its text follows from the tables, so no parser is needed.
func read(payload string, pattern *regexp.Regexp, keyID string) Document {
	require(pattern.MatchString(payload) && !strings.Contains(payload, `"></`), "payload-schema")
	count, sound := func(beginning string) int { return strings.Count(payload, "<"+beginning) }, true
	for _, found := range regexp.MustCompile(`(\w*) (\w+)="([^"]*)"`).FindAllStringSubmatch(payload, -1) {
		name, value := strings.Replace(found[2], "Value", found[1], 1), html.UnescapeString(found[3])
		moment, _ := time.Parse(instant, value)
		isDate := regexp.MustCompile(`^(\w+Date|IssuedAt|ValidTo|NotBefore|NotAfter)$`).MatchString(name)
		require(!isDate || moment.Format(instant) == value, "payload-schema")
		require(len(value) <= 64 || name == "Holder" && len(value) <= 200, "payload-schema")
		require(name != "Epoch" && name != "Version" || number(value) <= 2147483647, "payload-schema")
	}
	require(count("Feature ") <= 32 && count("Entitlement ") <= 32 && count("Key ") <= 64, "payload-schema")
	require(count("RevokedKey ") <= 256 && count("RevokedLicense ") <= 1000, "payload-schema")
	for _, key := range keys.FindAllStringSubmatch(payload, -1) {
		require(key[1] == "" || KeyID(bytesOf(key[2])) == key[1] && count(`Key KeyID="`+key[1]) == 1, "payload-schema")
		sound = sound && acceptable(bytesOf(key[2]))
	}
	require(count(`RootKeyID Value="`+keyID)+count(`KeyID Value="`+keyID) == 1, "payload-schema")
	require(sound, "key-unacceptable") // the key gate comes after all that is payload-schema
	return Document(payload)
}
