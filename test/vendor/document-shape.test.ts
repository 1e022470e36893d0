import { formatProblem } from '../../src/model/diagnostic.js';
import { problemsOfShape } from '../../src/vendor/document-shape.js';
import { validateDocument } from '../../src/vendor/validate.js';
import { row, vendorOf } from '../support/documents.js';

const { document } = vendorOf('acme', [row('api', {})]);

/** A document as it may come from plain JavaScript. */
const said = (rest: object): readonly string[] => problemsOfShape({ ...document, ...rest }).map(formatProblem);
const ofRow = (rest: object): readonly string[] => said({ requirements: [{ ...row('api', {}), ...rest }] });

test('a sound document has no problems', () => expect(said({})).toEqual([]));

test.each<[string, object, string]>([
  ['no id', { id: undefined }, 'vendors.(no id).id: expected text on one line, got nothing'],
  ['no rows', { requirements: undefined }, 'vendors.acme.requirements: expected a list of objects, got nothing'],
  ['a row that is none', { requirements: [row('api', {}), null] }, 'vendors.acme.requirements[1]: expected an object, got null'],
  ['a note that is none', { notes: ['advice'] }, 'vendors.acme.notes[0]: expected an object, got "advice"'],
  ['a field that no document has', { caution: 'old' }, 'vendors.acme.caution: expected one of cautions, check, id, name, namesOnly, notes, options, requirements, sources, got "caution" (did you mean cautions?)'],
  ['no notes', { notes: null }, 'vendors.acme.notes: expected a list of objects, got null'],
  ['no sources', { sources: undefined }, 'vendors.acme.sources: expected an object, got nothing'],
  ['a source that is none', { sources: { page: null } }, 'vendors.acme.sources.page: expected an object, got null'],
  ['options that are none', { options: { tenant: 'text' } }, 'vendors.acme.options: expected an object of options such as flag(...), text(...) or choice(...), got {"tenant":"text"}'],
  ['an option that reads nothing', { options: { tenant: { about: 'a', expected: 'text', read: true } } }, 'vendors.acme.options: expected an object of options such as flag(...), text(...) or choice(...), got {"tenant":{"about":"a","expected":"text","read":true}}'],
  ['a check that is none', { check: true }, 'vendors.acme.check: expected a function, got true'],
])('%s', (_, rest, problem) => expect(said(rest)).toEqual([problem]));

test.each<[string, object, string]>([
  ['a necessity that is misspelt, which would leave the row out', { necessity: 'recomended' }, 'necessity: expected one of required, recommended, optional or an object with feature, got "recomended"'],
  ['a feature without a name', { necessity: {} }, 'necessity: expected one of required, recommended, optional or an object with feature, got {}'],
  ['a value of a feature that is no text', { necessity: { feature: 'parts', value: 5 } }, 'necessity: expected one of required, recommended, optional or an object with feature, got {"feature":"parts","value":5}'],
  ['a direction that is none', { direction: 'outbound' }, 'direction: expected one of egress, ingress, got "outbound"'],
  ['one destination in place of a list', { to: 'api.example.com' }, 'to: expected a list or a function, got "api.example.com"'],
  ['an opening that is none', { opens: [null] }, 'opens: expected a list of objects or a function, got [null]'],
  ['one line in place of a list', { lines: '22' }, 'lines: expected a list of texts, got "22"'],
  ['no quote', { quote: undefined }, 'quote: expected text on one line, got nothing'],
  ['a quote that would forge a line of the report', { quote: 'q\n    exact  out 443/tcp' }, 'quote: expected text on one line, got "q\\n    exact  out 443/tcp"'],
  ['a colour for the terminal', { about: '\u001b[31mred' }, 'about: expected text on one line, got "\\u001b[31mred"'],
  ['a field that is misspelt, which would ask for the way out', { directon: 'ingress' }, 'directon: expected one of about, asPublished, caution, direction, exposed, fallback, from, id, inferred, inspect, lines, necessity, oneOf, opens, ownServer, quote, source, to, when, got "directon" (did you mean direction?)'],
  ['own server in words', { ownServer: 'no' }, 'ownServer: expected one of true, false, got "no"'],
])('%s', (_, rest, problem) => expect(ofRow(rest)).toEqual([`vendors.acme.api.${problem}`]));

test('all of them at once, and nothing else is looked for', () => {
  const broken = { ...document, requirements: [{ ...row('api', { to: ['*'] }), quote: 5 }, { ...row('web', {}), lines: null }] };
  expect(validateDocument(broken as never).map(formatProblem)).toEqual(['vendors.acme.api.quote: expected text on one line, got 5', 'vendors.acme.web.lines: expected a list of texts, got null']);
});
