export const initHelp = `Usage: keyferry init --product ID --name NAME --version V --vendor NAME --service URL [OPTIONS]

Sets up a vendor in a data folder: catalog.json, what a license of each type grants, and vendor.json, what the pages show.
Both can be edited later on; nothing that is there is overwritten.

      --product ID          a-z 0-9 . - as it will stand in every document; cannot be changed later on
      --name NAME           the product's name, as people read it
      --version V           the version that is sold now
      --vendor NAME         who sells it
      --service URL         where the activation service will be reached, such as https://activate.example.com
      --type TYPE           a license type, once for each (default: standard). TYPE is its id, and what differs from usual:
                              pro,name=Pro,description=For labs,features=export+plot,valid=365,renew=335
                              personal,serial=none
                            valid and renew are days: until it ends (default: never), until a renewal is due (default: 365)
      --support-email, --support-url, --support-phone   whom to ask, shown where something was refused
      --status URL          a page that tells whether the service is up
      --bindings N          how many of five hardware components must stay the same, 1 to 5 (default 3)
      --accent #RRGGBB      the vendor's color
      --deep-link URL       opens the product, such as orrery://start
      --data FOLDER         the data folder (default: KEYFERRY_DATA, else .keyferry)
  -h, --help                this text
`;

export const serveHelp = `Usage: keyferry serve [--data FOLDER]

Runs the activation service of the vendor in the data folder, until SIGTERM or Ctrl-C. Settings come from the environment;
docs/operations.md lists them. The keystore's passphrase comes from KEYFERRY_PASSPHRASE, KEYFERRY_PASSPHRASE_FILE, or is
asked for at the terminal.

      --data FOLDER  the data folder (default: KEYFERRY_DATA, else .keyferry)
  -h, --help         this text
`;
