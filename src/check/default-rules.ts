/** What a cloud puts behind every rule is no rule that somebody wrote; the readers say so beside it. */
const DEFAULTS = ['default action', 'a default rule of Azure'];

export const isDefault = (about = ''): boolean => DEFAULTS.includes(about);
