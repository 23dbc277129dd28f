from .installed import Installed, installed_license
from .machine import bindings_of_this_machine
from .verify import Refusal, best_license, newest_keyset, split_delivery, verify_keyset, verify_license
