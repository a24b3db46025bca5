from django.core.asgi import get_asgi_application

from livechat.asgi import with_livechat

application = with_livechat(get_asgi_application())
