/** Runs in the page. @returns the elements that stick out of it sideways */
export function stickingOut(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.querySelectorAll('#app *')]
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < -0.5 || right > clientWidth + 0.5;
    })
    .map((element) => `${element.tagName.toLowerCase()}.${element.className} of ${scrollWidth} in ${clientWidth}`);
}
