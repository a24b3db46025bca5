const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Times as a reader of `locale` writes them. Instants are ISO texts as frames have them. */
export class Times {
  constructor(locale) {
    const format = (options) => new Intl.DateTimeFormat(locale, options);
    const unit = (name) => new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" });
    this.clock = format({ hour: "2-digit", minute: "2-digit" });
    this.day = format({ day: "numeric", month: "short" });
    this.dayOfYear = format({ day: "numeric", month: "short", year: "numeric" });
    this.whole = format({ dateStyle: "medium", timeStyle: "short" });
    this.relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    this.units = { minute: unit("minute"), hour: unit("hour"), day: unit("day") };
  }

  /** The time today, the day before that. */
  brief(iso) {
    const then = new Date(iso);
    const now = new Date();
    if (then.toDateString() === now.toDateString()) return this.clock.format(then);
    return (then.getFullYear() === now.getFullYear() ? this.day : this.dayOfYear).format(then);
  }

  full(iso) {
    return this.whole.format(new Date(iso));
  }

  /** How long ago, in the largest unit that fits; less than a minute is the empty text. */
  since(iso, now = Date.now()) {
    const passed = Math.max(0, now - new Date(iso));
    if (passed < MINUTE) return "";
    if (passed < HOUR) return this.units.minute.format(Math.floor(passed / MINUTE));
    if (passed < DAY) return this.units.hour.format(Math.floor(passed / HOUR));
    return this.units.day.format(Math.floor(passed / DAY));
  }

  sinceOrNow(iso, now = Date.now()) {
    return this.since(iso, now) || this.relative.format(0, "second");
  }
}
