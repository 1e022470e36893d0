/** What moves the cursor, ends a line or turns the reading direction: in a report it could forge what is not there. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const EACH = new RegExp(UNPRINTABLE, 'gu');

/** Is it text that a report can hold in one line as it is? */
export const isLine = (value: unknown): value is string => typeof value === 'string' && !UNPRINTABLE.test(value);

/** The text on one line: line breaks as blanks, what else is not printed as its number. */
export const onOneLine = (text: string): string => (UNPRINTABLE.test(text) ? printable(text.replace(/[\t\r\n\u2028\u2029]+/g, ' ')) : text);

/** The text with its lines, and nothing else that a terminal would obey. */
export const onLines = (text: string): string => (UNPRINTABLE.test(text) ? text.split('\n').map(printable).join('\n') : text);

/** What takes no room in print: two texts that look the same differ by it. */
const UNSEEN = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;

/** The text with what is not seen as its number. */
export const withUnseen = (text: string): string => text.replace(UNSEEN, numbered);

const numbered = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

const printable = (line: string): string => line.replace(EACH, numbered);
