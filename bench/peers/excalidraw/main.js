import { Excalidraw } from '@excalidraw/excalidraw';
import '@excalidraw/excalidraw/index.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

/** Excalidraw alone on a page, as its documentation shows it: a drawing program that works offline as well. */
const root = document.getElementById('root');
if (root) createRoot(root).render(createElement(Excalidraw));
