/**
 * The texts that the server gave, by key: `text("unread", { n: 2 })`. With a number `n`, `key_one`, `key_other` … as the
 * language has it. An unknown key is an empty text.
 */
export function wordsFrom(texts, locale) {
  const plural = new Intl.PluralRules(locale);
  return (key, values = {}) => {
    const pattern = texts[`${key}_${plural.select(values.n ?? 0)}`] ?? texts[`${key}_other`] ?? texts[key] ?? "";
    return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  };
}
