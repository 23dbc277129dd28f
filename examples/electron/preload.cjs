const { contextBridge, ipcRenderer } = require('electron');

/** All that the window can ask of the main process. */
contextBridge.exposeInMainWorld('license', {
  read: () => ipcRenderer.invoke('license:read'),
  activate: () => ipcRenderer.invoke('license:activate'),
});
