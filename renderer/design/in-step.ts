/**
 * Lets what repeats on an element run as if begun with the page, so that all marks flash together. Each at its own moment
 * would make a picture of its own: twenty of them keep a machine without a graphics card busy with nothing else. A ref.
 */
export function inStep(element: Element | null): void {
  if (element === null || !("getAnimations" in element)) return; // not every document under test animates
  for (const animation of element.getAnimations()) animation.startTime = 0;
}
