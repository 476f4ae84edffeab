import css from "./publication.module.css";

/** A day, or with `type` a month, by the browser's own picker. @param value "YYYY-MM-DD" or "YYYY-MM"; "": none */
export function DayField({ label, value, onChange, type = "date" }: { label: string; value: string; onChange: (value: string) => void; type?: "date" | "month" }) {
  return <label className={css.day}><span>{label}</span><input type={type} value={value} onChange={(event) => onChange(event.target.value)} /></label>;
}
