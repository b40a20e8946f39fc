package libs;

import com.google.gson.Gson;

public class GsonUse {
    private static final Gson KEPT = new Gson();

    public static String kept() {
        return use(KEPT);
    }

    public static String fresh() {
        return use(new Gson());
    }

    private static String use(Gson gson) {
        return gson.toJson(People.LIVE) + " " + gson.fromJson("{'name':'bob','years':7,'kind':'C'}", Person.class) + " "
                + gson.fromJson("{'x':1,'y':2}", Point.class);
    }
}
