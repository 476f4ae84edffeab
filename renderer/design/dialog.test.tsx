import { act, useState } from "react";
import { expect, test } from "vitest";
import { nextFrame, render } from "../../test/kit/render.ts";
import { Button, Field } from "./button-field.tsx";
import { Dialog } from "./dialog.tsx";

function Asking({ fields, autoFocus = false }: { fields: readonly string[]; autoFocus?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>Mở</Button>
      {open && (
        <Dialog title="Hỏi" open onClose={() => setOpen(false)} actions={<><Button onPress={() => setOpen(false)}>Thôi</Button><Button look="main">Xóa</Button></>}>
          {fields.map((label, at) => <Field key={label} label={label} value="" onChange={() => undefined} autoFocus={autoFocus && at === 1} />)}
        </Dialog>
      )}
    </>
  );
}
const focused = (): string => (document.activeElement?.id !== "" && document.querySelector(`label[for="${document.activeElement?.id}"]`)?.textContent) || (document.activeElement?.textContent ?? "");
async function open(box: HTMLElement): Promise<void> {
  const button = box.querySelector("button")!;
  await act(async () => {
    button.focus();
    button.click();
  });
  for (let frames = 0; frames < 4; frames++) await nextFrame();
}

test("the focus goes to the first field, or to the one that asks for it", async () => {
  await open(render(<Asking fields={["Tên", "Lý do"]} />));
  expect(focused()).toBe("Tên");
});
test("a field that asks for the focus gets it", async () => {
  await open(render(<Asking fields={["Tên", "Lý do"]} autoFocus />));
  expect(focused()).toBe("Lý do");
});
test("a question without fields: to the button that takes back; closed, the focus is where it was", async () => {
  const box = render(<Asking fields={[]} />);
  await open(box);
  expect(focused()).toBe("Thôi");
  await act(async () => (document.activeElement as HTMLElement).click());
  await nextFrame();
  await nextFrame();
  expect(document.querySelector("[role=dialog]")).toBeNull();
  expect(document.activeElement).toBe(box.querySelector("button"));
});
