/** Gives a table to the person as a file. */
export function saveCsv(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken its bytes once the press is over.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
