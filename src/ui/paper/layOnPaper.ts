import { type ComponentChild, render } from 'preact';

/**
 * Prints content instead of the page. It is in the document only while it is printed, and `styles/paper.css` shows it
 * only on paper.
 *
 * @returns removes it, for browsers that do not send `afterprint`
 */
export function layOnPaper(content: ComponentChild): () => void {
  const paper = document.createElement('div');
  paper.className = 'paper';
  render(content, paper);
  // Before the page: style sheets of older browsers can only select what follows.
  document.body.prepend(paper);

  function remove(): void {
    window.removeEventListener('afterprint', remove);
    render(null, paper);
    paper.remove();
  }

  window.addEventListener('afterprint', remove);
  return remove;
}
