/** Runs in the page. @returns the elements that stick out of it sideways, and those whose words stick out of them */
export function stickingOut(): string[] {
  const spilled = [...document.querySelectorAll<HTMLElement>('#app :is(h1, h2, p, dt, dd, button, label, li)')]
    .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
    // Cut off with an ellipsis, on purpose.
    .filter((element) => getComputedStyle(element).overflowX === 'visible')
    .map((element) => `${element.tagName.toLowerCase()}: ${element.innerText.slice(0, 40)}`);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return spilled;
  return [...document.querySelectorAll('#app *')]
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < -0.5 || right > clientWidth + 0.5;
    })
    .map((element) => `${element.tagName.toLowerCase()}.${element.className} of ${scrollWidth} in ${clientWidth}`);
}
