const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** Is this a day that the calendar has, as YYYY-MM-DD? `Date.parse` alone takes 30 February for 2 March. */
export function isDate(text: string): boolean {
  const time = SHAPE.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
