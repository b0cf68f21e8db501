"""What all that is sent to a server has in common: its password."""

from dokumentmaskin.pipeline.servers.passwords import keep_password as keep_password
from dokumentmaskin.pipeline.servers.passwords import password as password
from dokumentmaskin.pipeline.servers.passwords import password_variable as password_variable
