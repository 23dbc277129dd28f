import { type ComponentChild, render } from 'preact';

/**
 * Opens the browser's print dialog with something else than the page. It stands beside the page only while it is
 * printed, and `styles/paper.css` shows it on paper alone.
 *
 * @returns takes it away, where a browser never says that printing is over
 */
export function printOnly(content: ComponentChild): () => void {
  const paper = document.createElement('div');
  paper.className = 'paper';
  render(content, paper);
  // Before the page, so that style sheets of older browsers can tell the page that it is not alone.
  document.body.prepend(paper);

  function remove(): void {
    window.removeEventListener('afterprint', remove);
    render(null, paper);
    paper.remove();
  }

  window.addEventListener('afterprint', remove);
  window.print();
  return remove;
}
