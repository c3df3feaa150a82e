// Numbers in the reader's digits, as the server writes them.
const persian = document.documentElement.lang === "fa";

export function digits(text) {
  return persian ? String(text).replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]) : String(text);
}

// Persian and Arabic digits as 0-9, for reckoning.
export function latin(text) {
  return String(text).replace(/[۰-۹٠-٩]/g, (digit) => digit.charCodeAt(0) & 0xf);
}

// 42 → 0:42, 700 → 11:40, 4000 → 1:06:40
export function minutes(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${Math.floor((seconds % 3600) / 60)}`;
  return digits(hours ? `${hours}:${two(rest)}:${two(seconds % 60)}` : `${rest}:${two(seconds % 60)}`);
}
