import { type ComponentChild, render } from 'preact';

/**
 * Has something else than the page printed. It stands beside the page only while it is printed, and `styles/paper.css`
 * shows it on paper alone.
 *
 * @returns takes it away, where a browser never says that printing is over
 */
export function layOnPaper(content: ComponentChild): () => void {
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
  return remove;
}
