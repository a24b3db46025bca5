/** What a list can be narrowed to: the names of the server's filters, and whether a conversation fits them. */
const FITS = {
  department: ({ department }, slug) => department.slug === slug,
  assignee: ({ assignee }, who, me) => (who === "nobody" ? !assignee : assignee?.id === (who === "me" ? me : who)),
  tag: ({ tags }, tag) => tags.includes(tag),
  priority: ({ priority }, least) => priority >= Number(least),
  locale: ({ locale }, wanted) => locale === wanted,
};

const MOST = 64; // characters, as the server takes them

/** Those that some values (URLSearchParams, FormData) hold. */
export function filtersIn(values) {
  const found = Object.keys(FITS).map((name) => [name, (values.get(name) ?? "").trim().slice(0, MOST)]);
  return Object.fromEntries(found.filter(([name, value]) => value && (name !== "priority" || /^[12]$/.test(value))));
}

export function fits(conversation, filters, me) {
  return Object.entries(filters).every(([name, value]) => FITS[name](conversation, value, me));
}

/** As a command has them. */
export function asCommand({ priority, ...filters }) {
  return priority ? { ...filters, priority: Number(priority) } : filters;
}
